"""Names asked for by their number (哪七家银行, 那19家厂叫什么): so many must be named."""

from __future__ import annotations

import re

from bot.answering.answers import not_found
from bot.answering.periods import numeral
from bot.answering.question import Question
from bot.model import Answer, Remark, Status

# What has a name of its own; 三件事 may be told in one sentence without any list.
_BEARERS = "[家名位户所]"
_NUMBER = r"\d{1,3}|[二两三四五六七八九十]+"
_ASKED = re.compile(
    rf"哪(?P<which>{_NUMBER}){_BEARERS}"
    rf"|(?<![第\d.])(?P<those>{_NUMBER}){_BEARERS}[^,，?]{{0,14}}?"
    r"(?:叫什么|名字|名单|是谁|有谁|是哪[些几]|分别是)"
)
# 六稳是哪六稳, 一厅五空间是哪几个空间: the term itself says how many.
_OF_TERM = re.compile(
    r"(?P<count>[二两三四五六七八九十]+)[个大]?(?P<noun>[^\W\d二两三四五六七八九十]{1,3}).*?"
    r"(?:是|指|指的是|包括|分别是)的?哪(?:几|些|(?P=count))[个大]?(?P=noun)"
)
_BETWEEN = re.compile(r"[、和及与]")


def count_asked(question: str) -> int | None:
    """Say how many names a plain question asks for; None if it does not tell."""
    match = _ASKED.search(question)
    return numeral(match["which"] or match["those"]) if match else None


def count_of_term(question: str) -> int | None:
    """Say how many a term tells that it stands for (六稳是哪六稳); None if it tells none."""
    match = _OF_TERM.search(question)
    return numeral(match["count"]) if match else None


def with_all_names(question: Question, answer: Answer) -> Answer:
    """Give an answer, or a refusal if it names fewer than are asked for: print only counts them."""
    asked, meant = count_asked(question.plain), count_of_term(question.plain)
    if not (asked or meant) or answer.status is not Status.ANSWERED:
        return answer
    named = sum(1 + len(_BETWEEN.findall(item.text)) for item in answer.items)
    if named == meant or (asked and named >= asked):
        return answer
    return not_found(Remark("not_named", {"count": str(asked or meant)}), answer.quotes)
