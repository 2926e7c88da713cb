"""Questions with known answers, as the reader learns from them and is measured on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answering.reading.reader import Sentence
from corpus.model import Article, Kind, Page, Printed
from corpus.sentences import split_sentences


@dataclass(frozen=True, eq=False)
class Example:
    """A question, the sentences to read, and where in them the answer stands.

    `gold` gives the answer's places: number of the sentence, start and end in it. An answer of
    several sentences has a place in each. `topic` is shared by questions on the same text; `style`
    is the style of the text.
    """

    question: str
    answers: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    gold: tuple[tuple[int, int, int], ...]
    topic: str
    style: str


def read_cmrc(path: Path) -> list[Example]:
    """Read questions in the form of CMRC 2018 (SQuAD's): titles, paragraphs, questions.

    Raises ValueError, with the file and what is missing, for another form.
    """
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        return [example for article in articles for example in _of_article(article)]
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        message = f"{path}: expected questions in SQuAD's form (data, paragraphs, qas): {error!r}"
        raise ValueError(message) from error


def _of_article(row: dict[str, Any]) -> Iterator[Example]:
    for number, paragraph in enumerate(row["paragraphs"]):
        text = paragraph["context"]
        topic = f"{row['id']}-{number}"
        page = Page(f"{topic}.txt", text)
        printed = Printed.from_positions(text, range(len(text)))
        title = row.get("title", "")
        headline = Printed(title, ()) if title else None
        article = Article(topic, page, Kind.NEWS, (printed,), headline=headline)
        parts = split_sentences(printed)
        sentences = tuple(Sentence(article, 0, at, part) for at, part in enumerate(parts))
        for question in paragraph["qas"]:
            answers = tuple(answer["text"] for answer in question["answers"])
            start = _start(text, answers[0], question["answers"][0]["answer_start"])
            gold = tuple(_places(parts, start, start + len(answers[0])))
            yield Example(question["question"], answers, sentences, gold, topic, "encyclopedia")


def _start(text: str, answer: str, told: int) -> int:
    """Where the answer stands; a few of the told places are wrong, the nearest is meant then."""
    found = [match.start() for match in re.finditer(re.escape(answer), text)]
    return min(found, key=lambda start: abs(start - told), default=told)


def _places(parts: list[Printed], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    at = 0
    for number, part in enumerate(parts):
        low, high = max(start - at, 0), min(end - at, len(part))
        if low < high:
            yield number, low, high
        at += len(part)
