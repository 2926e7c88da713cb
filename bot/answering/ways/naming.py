"""Names asked for by their number (哪七家银行, 那19家厂叫什么): so many must be named."""

from __future__ import annotations

import re

from bot.answering.answers import not_found
from bot.answering.language.periods import numeral
from bot.answering.question.question import Question
from bot.model import Answer, Remark, Status

# What has a name of its own; 三件事 may be told in one sentence without any list.
_BEARERS = "[家名位户所]"
_NUMBER = r"\d{1,3}|[二两三四五六七八九十]+"
_ASKED = re.compile(
    rf"哪(?P<which>{_NUMBER}){_BEARERS}"
    rf"|(?<![第\d.])(?P<those>{_NUMBER}){_BEARERS}[^,，?]{{0,14}}?"
    r"(?:叫什么|名字|名单|是谁|有谁|是哪[些几]|分别是)"
)
# 七个到位是哪七个: what is counted by a number of its own is told whole, or not at all.
_COUNTED = re.compile(
    r"哪(?P<which>[二两三四五六七八九十])[^\d年月天号]|"
    r"(?P<those>[二两三四五六七八九十])[^，,?0-9年月天]{1,6}?”?(?:分别|都|具体|到底)?(?:是|指)的?是?哪"
)
# 两新企业是哪两新, 一厅五空间是哪几个空间: so many the term stands for, no more and no fewer.
_OF_TERM = re.compile(
    r"(?P<count>[二两三四五六七八九十]+)[个大]?(?P<noun>[^\W\d二两三四五六七八九十]{1,3}).*?"
    r"(?:是|指|指的是|包括|分别是)的?哪(?:几|些|(?P=count))[个大]?(?P=noun)"
)
_BETWEEN = re.compile(r"[、和及与]")


def count_asked(question: str) -> int | None:
    """Say how many names a plain question asks for; None if it does not tell."""
    return _numeral(_ASKED.search(question))


def _numeral(match: re.Match[str] | None) -> int | None:
    return numeral(match["which"] or match["those"]) if match else None


def count_of_term(question: str) -> int | None:
    """Say how many a term tells that it stands for (六稳是哪六稳); None if it tells none."""
    match = _OF_TERM.search(question)
    return numeral(match["count"]) if match else None


def with_all_names(question: Question, answer: Answer) -> Answer:
    """Give an answer, or a refusal if it names fewer than are asked for: print only counts them.

    One item may tell all of what has no name of its own; some items do not.
    """
    asked = count_asked(question.plain)
    if answer.status is not Status.ANSWERED:
        return answer
    if not asked and len(answer.items) > 1:
        asked = _numeral(_COUNTED.search(question.plain))
    named = sum(1 + len(_BETWEEN.findall(item.text)) for item in answer.items)
    meant = count_of_term(question.plain) or named
    if named == meant and (not asked or named >= asked):
        return answer
    return not_found(Remark("not_named", {"count": str(asked or meant)}), answer.quotes)
