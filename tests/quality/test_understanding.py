"""Questions are understood for what they ask, in whatever words, before any page is looked at."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot.answering.language.wanted import AnswerType
from bot.answering.language.wording import to_plain
from bot.answering.question.kinds import Kind
from bot.folding import fold
from tests.quality.understanding import differences, expectations, understanding

FLOOR = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))


def test_questions_are_understood_as_a_careful_clerk_does() -> None:
    """Kind, answer type, noun, unit, times and qualifiers are right, and never fewer of them."""
    reader, rows = understanding(), expectations()
    wrong = {
        row["question"]: found
        for row in rows
        if (found := list(differences(reader.understand(row["question"]), row)))
    }

    assert len(rows) >= FLOOR["understanding"]["questions"]
    assert 1 - len(wrong) / len(rows) >= FLOOR["understanding"]["right"], wrong


def test_every_expectation_is_of_the_grammar_s_own_words() -> None:
    """A kind or type that does not exist could never be understood."""
    kinds, types = set(Kind), set(AnswerType)
    for row in expectations():
        assert set(row["kind"]) <= kinds, row
        assert set(row.get("type", [])) <= types, row


def test_plain_words_stay_plain() -> None:
    """What was put into plain words once is not changed again."""
    for row in expectations():
        plain = to_plain(fold(row["question"]))
        assert to_plain(plain) == plain


def test_a_difference_is_told_by_its_field() -> None:
    """What is read otherwise is named, and what nobody said is not read into a question."""
    question = understanding().understand("2021年二期有多少家企业")
    expected = {"kind": ["why"], "unit": ["户"], "periods": ["2020"], "topics": ["食堂"]}

    fields = [line.split()[0] for line in differences(question, expected)]

    assert fields == ["kind", "unit", "periods", "qualifiers", "topics"]
