"""What the noun asked for says of the answer: 文件 asks for a title, 公司 for a firm."""

from __future__ import annotations

from functools import cache

from bot.answering.data_files import load_data
from bot.answering.language.candidates import Kind
from bot.answering.language.wanted import AnswerType
from bot.answering.question.question import Question, once
from bot.answering.reading.fitting import is_typed

_OF_NOUN = frozenset({AnswerType.NAME, AnswerType.THING, AnswerType.ORGANISATION})


@once
def has_form(question: Question) -> bool:
    """Whether what is asked has a form, so that without it there is no answer."""
    return is_typed(question.wanted) or has_form_of_its_own(question)


@once
def has_form_of_its_own(question: Question) -> bool:
    """Whether the very words of the question tell the form: a telephone number, a firm's name."""
    return bool(kinds_of_noun(question) or question.form)


@once
def noun_asked(question: Question) -> str:
    """Give the noun that is asked for: 文件 of 文件叫什么, 公司 of 哪家公司; "" where none is."""
    if question.wanted.type not in _OF_NOUN:
        return ""
    left = question.wanted.left.rstrip("的是叫为名称字")
    return question.wanted.focus or next((n for n in _kinds_by_noun() if left.endswith(n)), "")


@once
def kinds_of_noun(question: Question) -> frozenset[Kind]:
    """Tell what 文件叫什么 or 哪家公司 must be answered with, by the noun asked for."""
    return _kinds_by_noun().get(noun_asked(question), frozenset())


@once
def asks_firms(question: Question) -> bool:
    """Whether several firms are asked for (哪四家), which a list may name that nobody knows.

    Where 企业 is said, only names that are known show that a list is one of firms.
    """
    asked = question.wanted.type is AnswerType.ORGANISATION and question.wanted.many
    return asked and not kinds_of_noun(question)


@cache
def _kinds_by_noun() -> dict[str, frozenset[Kind]]:
    rows = load_data("grammar.toml")["noun"]
    return {word: frozenset(map(Kind, row["kinds"])) for row in rows for word in row["words"]}


@cache
def clause_nouns() -> tuple[str, ...]:
    """Give the nouns that whole clauses tell: 条件, 好处."""
    return tuple(load_data("wanted.toml")["noun"]["clauses"])
