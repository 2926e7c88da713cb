"""Who wrote a piece, took its picture or gave its figures: the credit printed with the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.library.story import Story
from bot.answering.question.question import Question
from bot.answering.ways.facts import answer_fact
from bot.answering.ways.headlines import MIN_MATCH, matching, talked_about, topics_of
from bot.folding import fold
from bot.model import Answer, Quote, Remark
from corpus.model import Printed

_PICTURE = re.compile(r"[拍摄图照]")
_FIGURES = re.compile(r"数据|资料|来源|提供")
_ROLES = ("通讯员", "记者", "实习生", "整理")
_ROLE = re.compile(r"(?:首席|见习|本报)?记者|通讯员|实习生|作者|文/图|文|图|摄影|整理")
# 数据来源: | 某局 and 制图: 某某 both come under one heading; what stands behind its mark answers.
_GIVEN = re.compile(r"(?:数据|资料|图表)(?:来源|提供)[:： ]*(?P<said>\S+)")
_TAKEN = re.compile(r"(?P<said>[^\W\d]{2,4}) ?摄(?!像|氏)")

Credit = tuple[Printed, Printed]  # the printed line, and the words of it that answer


async def answer_credit(question: Question, desk: Desk) -> Answer:
    """Answer with the names in the credit of the article asked about; else as with any fact."""
    for story in _stories(question, desk):
        credits_found = list(_credits(question, story))
        if credits_found:
            quotes = dict.fromkeys(Quote(story.article, line) for line, _ in credits_found)
            return answered(quotes, [said for _, said in credits_found])
    if not topics_of(question) and talked_about(desk):
        return not_found(Remark("no_signature"))
    return await answer_fact(question, desk)


def _stories(question: Question, desk: Desk) -> Iterator[Story]:
    """Give the article that fits best; where none is described, that of the exchange before."""
    scored = matching(question, desk.library)
    if scored and scored[0][0] >= MIN_MATCH:
        best = scored[0][0]
        yield from (story for score, story in scored if score == best)
    elif not scored:
        yield from talked_about(desk)


def _credits(question: Question, story: Story) -> Iterator[Credit]:
    """Give the credits of an article that are of the kind asked for."""
    article = story.article
    if _FIGURES.search(question.plain):
        lines = [line for line in (article.source, article.byline) if line]
        yield from filter(None, (_said(_GIVEN, line) for line in lines))
    elif _PICTURE.search(question.plain):
        yield from filter(None, (_said(_TAKEN, line) for line in article.captions))
        if article.byline and _PICTURE.search(article.byline.text):
            yield from authors(story)
    else:
        named = [role for role in _ROLES if role in question.plain]
        written = list(authors(story))
        yield from [one for one in written if role_of(*one) in named] or written


def _said(form: re.Pattern[str], line: Printed) -> Credit | None:
    match = form.search(fold(line.text))
    return (line, line.cut(*match.span("said"))) if match else None


def authors(story: Story) -> Iterator[Credit]:
    """Give each author of an article with the line that names him or her."""
    byline = story.article.byline
    for author in story.article.authors:
        start = byline.text.find(author) if byline else -1
        if byline and start >= 0:
            yield byline, byline.cut(start, start + len(author))


def role_of(line: Printed, name: Printed) -> str:
    """Give what a byline calls a name: the nearest role before it (通讯员), or "" for none."""
    before = line.text[: line.text.find(name.text)]
    roles = _ROLE.findall(before)
    return next((role for role in _ROLES if roles and roles[-1].endswith(role)), "")


def role_in_print(person: str, story: Story) -> Credit | None:
    """Give the role that a byline prints with a person, with that line; None where none is."""
    for line, name in authors(story):
        role = role_of(line, name)
        if fold(name.text) == person and role:
            start = line.text[: line.text.find(name.text)].rfind(role)
            return line, line.cut(start, start + len(role))
    return None
