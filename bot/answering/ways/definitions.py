"""What something is: as the print says in brackets, in quotation marks, or by 是, 即 and 指."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.answering.answers import answered, not_found
from bot.answering.data_files import load_data
from bot.answering.desk import Desk
from bot.answering.language.dimensions import put_in
from bot.answering.language.names import NameKind
from bot.answering.library.library import Library
from bot.answering.library.quotes import quote
from bot.answering.library.story import Story
from bot.answering.question.question import Question
from bot.answering.ways.facts import answer_fact
from bot.answering.ways.headlines import matching
from bot.model import Answer, Remark
from corpus.model import Printed

MAX_STORIES = 6
# Stands for the term in texts and forms, so that the forms need compiling only once.
_MARK = "\ue000"


class Definition(NamedTuple):
    """Words that say what a term is. A lower rank is a plainer form of saying so."""

    rank: int
    story: Story
    at: int
    printed: Printed


# 某某投的是什么项目, 某某说抓好党建是什么: more is asked than what a term means.
_SAYS_MORE = re.compile(r"[的那说讲投做用靠给让按为对在哪]")


async def answer_definition(question: Question, desk: Desk) -> Answer:
    """Answer with the words that define the term; where nothing defines it, say so.

    Of a bare term (方德机器人) it then tells what is printed next to it.
    """
    term = _printed_of(term_of(question), question, desk.library)
    if not desk.library.prints(term) and _SAYS_MORE.search(term):
        return await answer_fact(question, desk)
    stories = [story for _, story in matching(question, desk.library)][:MAX_STORIES]
    found = sorted(_definitions(term, stories, _forms_for(question)), key=lambda one: one.rank)
    if not found:
        bare = term == question.plain
        return await answer_fact(question, desk) if bare else _undefined(term, stories)
    best = found[0]
    return answered(
        (quote(best.story, best.at),),
        (best.printed,),
    )


@cache
def _forms(*kinds: str) -> tuple[re.Pattern[str], ...]:
    """Give the forms of these kinds, the plainest first."""
    data = load_data("definitions.toml")
    parts = {name: part.replace("{mark}", _MARK) for name, part in data["parts"].items()}
    forms = (form for kind in kinds for form in data["forms"][kind])
    return tuple(re.compile(put_in({**parts, "mark": _MARK}, form)) for form in forms)


def _forms_for(question: Question) -> tuple[re.Pattern[str], ...]:
    """Give the forms in which what is asked is told: what something is, does, or helps with."""
    if re.search("[做干搞]什么|用途|作用", question.plain):
        return _forms("purpose", "plain", "help", "beside")
    if re.search("(?:解决|负责|管)[^,，?]{0,4}什么", question.plain):
        return _forms("help", "purpose", "plain", "beside")
    return _forms("plain", "purpose", "beside")


# 二次创业里的|环境提升; 周末工程师|制度: what stands around a term that is not printed whole.
_OF_WHOLE = re.compile(r"^.+(?:的|[那这][个种])(?=.{2})")
_KIND_OF_THING = re.compile(r"(?:制度|机制|政策|模式|项目|活动|平台|行动|计划|工程|系统|服务)$")


def _printed_of(term: str, question: Question, library: Library) -> str:
    """Give as much of a term as is printed, or a name in it; all of it where nothing is."""
    part = _OF_WHOLE.sub("", term)
    said_of = _SAYS_MORE.search(term)  # 某某说抓好党建是什么 asks for no 某某
    named = (form for form, _ in question.names if form in term and not said_of)
    names = sorted(named, key=len, reverse=True)
    forms = (term, part, _KIND_OF_THING.sub("", part), *names)
    return next((form for form in forms if len(form) > 1 and library.prints(form)), term)


_ASKS = re.compile(
    r"^(?:什么是|什么叫|何谓|何为)|(?:的?(?:具体)?内容|(?:那?[哪几]{1,2}句话?)?(?:是?怎么说的?))[^,，]{0,3}$|(?:到底|究竟)?是?怎么个.{1,4}法$|(?:是)?(?:用来)?(?:解决|负责|管)什么的?$|(?:到底|究竟)?(?:是|指|叫|有)?(?:的是?|的)?(?:在)?(?:个|一个|一种)?(?:什么|哪几个字|哪些字|怎么回事|何意|做什么|干什么|搞什么).*$|(?:的?含义|的?意思).*$|[“”\"?]"
)


def term_of(question: Question) -> str:
    """Give the term to be defined: what is left without the words that ask."""
    return _ASKS.sub("", question.plain).strip("的是 ")


def _definitions(
    term: str, stories: list[Story], forms: tuple[re.Pattern[str], ...]
) -> Iterator[Definition]:
    for story in stories:
        for at, text in enumerate(story.folded):
            if term not in text and (at == 0 or term not in story.folded[at - 1]):
                continue
            joined, offset = _with_one_before(story, at, term)
            marked = joined.replace(term, _MARK)
            for rank, form in enumerate(forms):
                match = form.search(marked)
                start, end = _said(match, term) if match else (-1, -1)
                if start >= offset:
                    yield Definition(
                        rank, story, at, _cleaned(story, at, start - offset, end - offset)
                    )
            yield from _before_its_name(term, story, at)


def _before_its_name(term: str, story: Story, at: int) -> Iterator[Definition]:
    """Find what the sentence before tells, where this one only gives it the name."""
    before = story.folded[at - 1] if at else ""
    marked = (before + story.folded[at]).replace(term, _MARK)
    matches = (form.search(marked) for form in _forms("named")) if _MARK in marked else ()
    for match in filter(None, matches):
        start, end = _said(match, term)
        if end <= len(before):
            yield Definition(0, story, at - 1, _cleaned(story, at - 1, start, end))


def _said(match: re.Match[str], term: str) -> tuple[int, int]:
    """Give where the defining words stand in the unmarked text, up to what uses the term again."""
    marked, (start, end) = match.string, match.span("said")
    again = marked.find(_MARK, start, end)
    comma = max(marked.rfind(mark, start, again) for mark in "，,") if again > 0 else -1
    end = comma if comma > start else end
    longer = len(term) - 1
    return start + longer * marked.count(_MARK, 0, start), end + longer * marked.count(
        _MARK, 0, end
    )


def _with_one_before(story: Story, at: int, term: str) -> tuple[str, int]:
    """Read a sentence together with the one before, where the term stands in that one."""
    if term in story.folded[at]:
        return story.folded[at], 0
    before = story.folded[at - 1]
    return before + story.folded[at], len(before)


# What opens a clause and says nothing of what is defined.
_OPENING = re.compile(
    r"^(?:[^，。；,;]{0,14}[还并也](?:对|把|将)|[^，。；,;]{0,10}企业(?=[^，。；,;]{2,20}公司)|本报讯|据介绍|据了解|近日|日前|目前|[\s,，]|为深入|深入|实施|全面|有效|进一步|提升|近年来)+"
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
    """Answer with the fullest printed form of a name, or with the title that is meant."""
    title = _title_of(question, desk.library)
    if title:
        return title
    used = [form for form, name in question.names if name.kind is not NameKind.PERSON]
    for form in used:
        full = _fullest(form, desk.library)
        for story in desk.library.stories_with((full,)):
            for at, text in enumerate(story.folded):
                start = text.find(full)
                if start >= 0:
                    printed = story.sentences[at].printed.cut(start, start + len(full))
                    return answered((quote(story, at),), (printed,))
    return await answer_definition(question, desk)


def _title_of(question: Question, library: Library) -> Answer | None:
    """Answer with the printed title (《…办法》) that says all the question's topics."""
    wordings = map(question.words_of, question.topics)
    for story in library.stories_with(("《",), *wordings) if question.topics else ():
        for at, text in enumerate(story.folded):
            for match in _TITLE.finditer(text):
                if all(question.is_said(one, match[0]) for one in question.topics):
                    printed = story.sentences[at].printed.cut(*match.span())
                    return answered((quote(story, at),), (printed,))
    return None


def _fullest(form: str, library: Library) -> str:
    """Give the longest name of a firm that has a short one in it, else the name it is a form of."""
    name = library.names.get(form)
    known = [name.text] if name else []
    known += sorted(long for long in library.names.forms if form in long and _FIRM.search(long))
    return max(known, key=len, default=form)


_TITLE = re.compile(r"《[^《》]{4,60}》")
_FIRM = re.compile(r"有限公司$")
