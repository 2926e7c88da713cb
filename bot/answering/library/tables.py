"""Rows of printed tables: their cells, and the column heads that say what a cell is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.language.periods import Agreement, agreement, find_periods
from bot.answering.language.wanted import AnswerType
from bot.answering.question.question import Question
from bot.answering.reading.cutting import asks_rise
from bot.answering.reading.reader import ScoredSpan

MIN_CELLS = 3
MAX_CELL_CHARS = 24
_CELL = re.compile(r"[^\s|]+")
_SENTENCE_MARK = re.compile(r"[，。；！？,;!?]")
_FIGURE = re.compile(r"[-—+]?\d")
_YEAR = re.compile(r"\d{4}年?")
_RANKED = re.compile(r"名次|排名|序号|位次|班次")
# The column of the figure itself, beside those of its growth and rank: 自营出口多少.
_TOTAL = re.compile(r"总量|总额|绝对[值额量]|数值|实绩|完成[数额]|累计")
# The columns of how the figure has changed, which answer only if that is asked.
_CHANGE = re.compile(r"^比|同比|环比|较上|增[幅长减速]|增减|±")
# Columns of names, by what is asked for.
_NAMED_IN = {
    AnswerType.PERSON: re.compile(r"姓名|负责人|联系人"),
    AnswerType.ORGANISATION: re.compile(r"企业|公司|单位|机构|街道|院校|学校"),
}
# What a column's head is worth: any; one that has a topic, the time asked about, the unit; the
# figure itself.
FIGURE_WORTH, SAID_WORTH, TIMED_WORTH, MEASURED_WORTH = 0.1, 1.0, 2.0, 0.5
TOTAL_WORTH = 0.2


def cells(text: str) -> list[tuple[int, int]]:
    """Give the places of the cells of a table's row; none where a text is no row."""
    if _SENTENCE_MARK.search(text):
        return []
    places = [match.span() for match in _CELL.finditer(text)]
    is_row = len(places) >= MIN_CELLS and all(end - at <= MAX_CELL_CHARS for at, end in places)
    return places if is_row else []


def is_head(text: str) -> bool:
    """Whether a row names columns: it has no figure but years (指标 2023年 2022年)."""
    words = [text[start:end] for start, end in cells(text)]
    return bool(words) and not any(_FIGURE.match(w) for w in words if not _YEAR.fullmatch(w))


def head_of(texts: Sequence[str], at: int) -> str:
    """Give the row that names the columns of a row, "" for none; both as they stand in `texts`."""
    width = len(cells(texts[at]))
    for back in range(at - 1, -1, -1) if width else ():
        if len(cells(texts[back])) != width:
            return ""
        if is_head(texts[back]):
            return texts[back]
    return ""


def choose_cell(question: Question, row: str, head: str) -> ScoredSpan | None:
    """Choose the cell of a row that stands in the column asked for; None where it has not the form.

    What the question says itself names the row and answers nothing.
    """
    columns = [
        (_worth(question, head[slice(*column)]), place)
        for place, column in zip(cells(row), cells(head), strict=True)
        if not any(question.is_said(topic, row[slice(*place)]) for topic in question.topics)
    ]
    worth, place = max(columns, key=lambda pair: pair[0], default=(0.0, (0, 0)))
    is_figure = bool(_FIGURE.match(row[slice(*place)]))
    told = worth > FIGURE_WORTH or sum(other > 0 for other, _ in columns) == 1
    fits = told and is_figure == (question.wanted.type not in _NAMED_IN)
    return ScoredSpan(*place, worth) if fits else None


def _worth(question: Question, name: str) -> float:
    """Weigh a column by its head: the topics it has, the time, the unit, the kind of name."""
    named = _NAMED_IN.get(question.wanted.type)
    if named:
        return float(bool(named.search(name)))
    said = sum(question.is_said(topic, name) for topic in question.topics)
    asked = question.wanted.measure
    measured = any(unit in name for unit in (*question.wanted.units, *([asked] if asked else ())))
    rising = question.wanted.type is AnswerType.PERCENT or asks_rise(question)
    untold = bool(_RANKED.search(name)) or (bool(_CHANGE.search(name)) and not rising)
    return (
        FIGURE_WORTH
        + SAID_WORTH * said
        + TIMED_WORTH * _is_of_time(question, name)
        + MEASURED_WORTH * measured
        + TOTAL_WORTH * bool(_TOTAL.search(name))
        - (untold and not said)
    )


def _is_of_time(question: Question, name: str) -> bool:
    printed = [period for *_, period in find_periods(name, typed=True)]
    return any(
        agreement(asked, one) is Agreement.SAME for asked in question.periods for one in printed
    )
