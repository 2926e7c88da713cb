"""Questions with known answers, read from files."""

import json
from pathlib import Path

import pytest

from bot.answering.reading.examples import read_cmrc, read_questions
from corpus.collection import Corpus
from corpus.model import Article, Kind, Page, Printed, SegmentedPage

CONTEXT = "青溪在县北。青溪长八公里，流经三个乡。水很清。"


def cmrc(answer: str, start: int) -> dict[str, object]:
    """Give one question on one paragraph, in SQuAD's form."""
    question = {
        "question": "青溪多长？",
        "id": "Q",
        "answers": [{"text": answer, "answer_start": start}],
    }
    paragraph = {"context": CONTEXT, "qas": [question]}
    return {"data": [{"id": "T", "title": "青溪", "paragraphs": [paragraph]}]}


def corpus() -> Corpus:
    """Give a corpus of one article."""
    page = Page("a.txt", CONTEXT)
    printed = Printed.from_positions(CONTEXT, range(len(CONTEXT)))
    article = Article("a", page, Kind.NEWS, (printed,))
    return Corpus([SegmentedPage(page, (article,))])


def test_the_answer_is_marked_in_the_sentence_that_holds_it(tmp_path: Path) -> None:
    """Places in the paragraph become places in sentences."""
    path = tmp_path / "cmrc.json"
    path.write_text(json.dumps(cmrc("八公里", 9)), encoding="utf-8")

    (example,) = read_cmrc(path)

    ((number, start, end),) = example.gold
    assert example.sentences[number].text[start:end] == "八公里"


def test_a_place_told_wrong_is_mended(tmp_path: Path) -> None:
    """CMRC has a few answers that do not stand where it says."""
    path = tmp_path / "cmrc.json"
    path.write_text(json.dumps(cmrc("八公里", 2)), encoding="utf-8")

    (example,) = read_cmrc(path)

    ((number, start, end),) = example.gold
    assert example.sentences[number].text[start:end] == "八公里"


def test_an_answer_of_two_sentences_is_marked_in_both(tmp_path: Path) -> None:
    """No part of it is lost."""
    path = tmp_path / "cmrc.json"
    path.write_text(json.dumps(cmrc("流经三个乡。水很清。", 13)), encoding="utf-8")

    (example,) = read_cmrc(path)

    marked = [example.sentences[number].text[start:end] for number, start, end in example.gold]
    assert marked == ["流经三个乡。", "水很清。"]


def test_another_form_is_named_with_its_file(tmp_path: Path) -> None:
    """The error says which file, and what was expected."""
    path = tmp_path / "other.json"
    path.write_text('{"rows": []}', encoding="utf-8")

    with pytest.raises(ValueError, match=r"other\.json: expected questions in SQuAD's form"):
        read_cmrc(path)


def test_our_own_questions_are_marked_on_their_pages(tmp_path: Path) -> None:
    """Answers are found in the support; unanswerable questions teach no span."""
    path = tmp_path / "questions.jsonl"
    row = {
        "question": "青溪流经几个乡",
        "answerable": True,
        "answers": ["三个"],
        "support": ["青溪长八公里，流经三个乡。"],
        "files": ["a.txt"],
    }
    path.write_text(
        "\n".join(json.dumps(one) for one in (row, row | {"answerable": False})), encoding="utf-8"
    )

    (example,) = read_questions(path, corpus())

    ((number, start, end),) = example.gold
    assert example.sentences[number].text[start:end] == "三个"


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """File and line lead to the fault."""
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "谁"}\n', encoding="utf-8")

    with pytest.raises(ValueError, match=r"questions\.jsonl:1: expected a question"):
        read_questions(path, corpus())
