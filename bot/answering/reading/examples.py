"""Questions with known answers, as the reader learns from them and is measured on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answering.reading.reader import Sentence
from corpus.collection import Corpus
from corpus.model import Article, Kind, Page, Printed
from corpus.sentences import split_sentences


@dataclass(frozen=True, eq=False)
class Example:
    """A question, the sentences to read, and where in them the answer stands.

    `gold` gives the answer's places: number of the sentence, start and end in it. An answer of
    several sentences has a place in each. `topic` is shared by questions on the same text;
    `many` says that every one of `answers` is wanted. What is learned from it counts `weight`.
    Where `sentences` are what a search found, `given` is the example with those of the text that
    answers.
    """

    question: str
    answers: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    gold: tuple[tuple[int, int, int], ...]
    topic: str
    many: bool = False
    weight: float = 1.0
    given: Example | None = None


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
            yield Example(question["question"], answers, sentences, gold, topic)


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


def read_questions(path: Path, corpus: Corpus) -> list[Example]:
    """Read answerable questions on a corpus: a JSON object a line, as `python -m bot eval` takes.

    Each becomes an example with all sentences of the pages that it names. Questions whose answer
    stands in no paragraph (headlines, bylines) teach nothing and are left out, as are follow-ups
    and questions in English, which are resolved before they are read. Raises ValueError, with file
    and line, for a line that is no question.
    """
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            if row["answerable"] and not row.get("prev") and row.get("lang", "zh") == "zh":
                examples.append(_of_question(row, corpus))
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            expected = "question, answerable, answers, support, files"
            message = f"{path}:{number}: expected a question ({expected}): {error!r}"
            raise ValueError(message) from error
    return [example for example in examples if example.gold]


def _of_question(row: dict[str, Any], corpus: Corpus) -> Example:
    files = {name.partition(".")[0] for name in row["files"]}
    articles = [one for one in corpus.articles if one.page.file.partition(".")[0] in files]
    sentences = tuple(sentence for article in articles for sentence in sentences_of(article))
    answers = tuple(row["answers"])
    many = row.get("group", row.get("type")) in {"list", "comparison"}
    topic = min(files, default="")
    gold = tuple(_marked(sentences, answers, row["support"], many=many))
    return Example(row["question"], answers, sentences, gold, topic, many)


def sentences_of(article: Article) -> Iterator[Sentence]:
    """Give the sentences of an article's paragraphs."""
    for number, paragraph in enumerate(article.paragraphs):
        for index, part in enumerate(split_sentences(paragraph)):
            yield Sentence(article, number, index, part)


def _marked(
    sentences: Sequence[Sentence], answers: Sequence[str], support: Sequence[str], *, many: bool
) -> Iterator[tuple[int, int, int]]:
    """Find the answers in the sentences of the support; of a list, from first item to last."""
    supported = [_bare(text)[0] for text in support]
    for number, sentence in enumerate(sentences):
        text, places = _bare(sentence.text)
        if not any(text in one or one in text for one in supported):
            continue
        found = [(text.find(_bare(one)[0]), len(_bare(one)[0])) for one in answers]
        found = [(at, size) for at, size in found if at >= 0 and size]
        if not found:
            continue
        if many:
            low, high = min(found)[0], max(at + size for at, size in found)
        else:
            low, high = found[0][0], sum(found[0])
        yield number, places[low], places[high - 1] + 1


def _bare(text: str) -> tuple[str, list[int]]:
    """Drop blanks and bold marks, which differ between a page and its clean text; keep places."""
    kept = [(char, at) for at, char in enumerate(text) if not char.isspace() and char != "*"]
    return "".join(char for char, _ in kept), [at for _, at in kept]
