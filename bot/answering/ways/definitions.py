"""What something is: as the print says in brackets, in quotation marks, or by 是, 即 and 指."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.names import NameKind
from bot.answering.question import Question
from bot.answering.quotes import quote
from bot.answering.story import Story
from bot.answering.ways.facts import answer_fact
from bot.answering.ways.headlines import matching
from bot.model import Answer, Remark
from corpus.model import Printed

MAX_STORIES = 6
_NAME = r"[^，。；：！？,;:!?（）()]"
_OPENS = "“「《"
_CLOSES = "”」》"


class Definition(NamedTuple):
    """Words that say what a term is. A lower rank is a plainer form of saying so."""

    rank: int
    story: Story
    at: int
    printed: Printed


# What a definition looks like around the term; the plainest first. A doing (布局, 生产) tells what
# something is for, and so what it is, where nothing plainer is printed.
_FORMS = (
    r"(?P<said>{name}{{3,40}})[（(](?:以下|下)?(?:简称|称为?)[“「]?{term}[”」]?[）)]",
    r"(?P<said>{name}{{3,40}})[（(][“「]?{term}[”」]?[）)]",
    r"[“「《]?{term}[”」》]?[（(](?P<said>{name}{{3,40}})[）)]",
    r"[“「《]?{term}[”」》]?[,，]?(?:是指|指的是|意思是|指|即|也就是|意为)(?P<said>[^。；;]+)",
    r"(?P<said>{name}{{3,40}}?)(?:近日|日前)?(?:启用|亮相)?[，,]?(?:它)?(?:又叫|又称|也叫|也称|俗称|还有一个名字[，,]叫)[“「]?{term}",
    r"(?P<said>[^。；;]{{4,80}})[,，](?:这|此)(?:就)?(?:是|叫做?|称为)(?:所谓的?)?[“「]?{term}[”」]?(?=$|[。；;,，])",
    r"[“「《]?{term}[”」》]?[：:](?P<said>[^。；;]+)",
    r"“?{term}”?[，,](?:即|也就是)(?P<said>“[^”]+”|[^，。；;]+)",
    r"“(?P<said>[^“”]{{4,60}})”的“?{term}",
    r"(?:创造|创下|形成|打造|跑出|实现|建立|构建)了?(?P<said>[^，。,]{{4,40}})的“{term}”",
    r"(?:坚持|弘扬|践行|树立)(?P<said>“[^“”]{{4,60}}”)的“?{term}",
    r"[“「《]?{term}[”」》]?(?:是|为)(?P<said>(?!.{{0,3}}[一二三四]期)[^，。；,;]{{4,60}})",
    r"“{term}”[，,](?P<said>[^，。；,;]{{4,40}})(?=[。；])",
    r"{term}[^。；]{{0,40}}?[，,。]?主要(?:是|为|从事|负责|生产|用于|承担|提供)(?P<said>[^，。；,;]{{4,60}})",
    r"{term}[^。；]{{0,60}}[，,。]主要(?:布局|建设|包括|涵盖|规划|开展)了?(?P<said>[^，。；,;]{{4,60}})",
)
_PURPOSE_FORMS = _FORMS[-2:]


# 某某投的是什么项目, 某某说抓好党建是什么: more is asked than what a term means.
_SAYS_MORE = re.compile(r"[的那说讲投做用靠给让按为对在哪]")


async def answer_definition(question: Question, desk: Desk) -> Answer:
    """Answer with the words that define the term; where nothing defines it, say so."""
    term = term_of(question)
    if not desk.library.prints(term) and _SAYS_MORE.search(term):
        return await answer_fact(question, desk)
    stories = [story for _, story in matching(question, desk.library)][:MAX_STORIES]
    found = sorted(_definitions(term, stories, _forms_for(question)), key=lambda one: one.rank)
    if not found:
        return _undefined(term, stories)
    best = found[0]
    return answered(
        (quote(best.story, best.at),),
        (best.printed,),
    )


def _forms_for(question: Question) -> tuple[str, ...]:
    """What something does is asked for first by 做什么的."""
    if re.search("做什么|干什么|搞什么|用途|作用", question.plain):
        return (*reversed(_PURPOSE_FORMS), *_FORMS[:-2])
    return _FORMS


_ASKS = re.compile(
    r"^(?:什么是|什么叫|何谓|何为)|(?:到底|究竟)?(?:是|指|叫|有)?(?:的是?|的)?(?:在)?(?:个|一个|一种)?(?:什么|哪几个字|哪些字|怎么回事|何意|做什么|干什么|搞什么).*$|(?:的?含义|的?意思).*$|[“”\"?]"
)


def term_of(question: Question) -> str:
    """Give the term to be defined: what is left without the words that ask."""
    left = _ASKS.sub("", question.plain).strip("的是 ")
    forms = [form for form, _ in question.names if form in left]
    return left if not forms or len(left) <= 12 else max(forms, key=len)


def _definitions(term: str, stories: list[Story], forms: tuple[str, ...]) -> Iterator[Definition]:
    patterns = [re.compile(form.format(term=re.escape(term), name=_NAME)) for form in forms]
    for story in stories:
        for at, text in enumerate(story.folded):
            if term not in text and (at == 0 or term not in story.folded[at - 1]):
                continue
            joined, offset = _with_one_before(story, at, term)
            for rank, pattern in enumerate(patterns):
                match = pattern.search(joined)
                if match and match.start("said") >= offset:
                    start, end = match.start("said") - offset, match.end("said") - offset
                    yield Definition(rank, story, at, _cleaned(story, at, start, end))


def _with_one_before(story: Story, at: int, term: str) -> tuple[str, int]:
    """Read a sentence together with the one before, where the term stands in that one."""
    if term in story.folded[at]:
        return story.folded[at], 0
    before = story.folded[at - 1]
    return before + story.folded[at], len(before)


# What opens a clause and says nothing of what is defined.
_OPENING = re.compile(
    r"^(?:本报讯|据介绍|据了解|近日|日前|目前|[\s,，]|为深入|深入|实施|全面|有效|进一步|提升|近年来)+"
)


def _cleaned(story: Story, at: int, start: int, end: int) -> Printed:
    text = story.sentences[at].text[start:end]
    opening = _OPENING.match(text)
    start += opening.end() if opening else 0
    return story.sentences[at].printed.cut(start, end)


def _undefined(term: str, stories: list[Story]) -> Answer:
    """Say that the term is printed and not explained, or that it is not printed."""
    nearest = next(
        ((story, at) for story in stories for at, t in enumerate(story.folded) if term in t), None
    )
    code = "not_explained" if nearest else "not_printed"
    return not_found(Remark(code, {"word": term}), (quote(*nearest),) if nearest else ())


async def full_name(question: Question, desk: Desk) -> Answer:
    """Answer with the fullest printed form of a name."""
    for _, name in question.names:
        if name.kind is NameKind.PERSON:
            continue
        for story in desk.library.stories:
            for at, text in enumerate(story.folded):
                start = text.find(name.text)
                if start >= 0:
                    printed = story.sentences[at].printed.cut(start, start + len(name.text))
                    return answered(
                        (quote(story, at),),
                        (printed,),
                    )
    return await answer_definition(question, desk)
