"""Printed corrections (更正): what an erratum corrects, and the article it speaks of.

「本报6月3日第2版《新桥通车》一文中，“四车到”应为“四车道”。」 becomes a correction of the article of
that headline, beside those that people keep in corrections.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.model import Article, Correction, Doubt, SegmentedPage

_ANNOUNCED = re.compile(r"更[ \u3000]*正|勘[ \u3000]*误|有误|致歉")
_NAMED = re.compile(r"《([^《》]{2,60})》")
_QUOTED = r"[“\"「]([^“”\"「」]{1,60})[”\"」]"
_SHOULD_BE = re.compile(
    rf"{_QUOTED}(?:一[句处词])?(?:有误|错误|不准确)?[，,、；]?(?:现)?"
    rf"(?:应该?(?:为|是|作|改为|更正为)|更正为|实[为应]|系){_QUOTED}"
)
_MISTAKEN_FOR = re.compile(rf"{_QUOTED}(?:被)?误[为作写印植](?:成|为)?{_QUOTED}")
_MARKS = re.compile(r"[\s，。：；、！？“”‘’《》（）,.:;!?()—\-]+")
_NO_ARTICLE, _NO_WORDS = 0.4, 0.6  # doubts: the headline is not in the corpus; its words are not


class Erratum(NamedTuple):
    """What a printed correction says: of the article of that headline, what stood and should."""

    headline: str
    was: str
    now: str


def read_errata(article: Article) -> tuple[Erratum, ...]:
    """Read what an article corrects in others; nothing, where it is no correction."""
    text = "".join(paragraph.text for paragraph in article.paragraphs)
    if not _ANNOUNCED.search(article.title + text):
        return ()
    named = list(_NAMED.finditer(text))
    changes = [(m.start(), m[1], m[2]) for m in _SHOULD_BE.finditer(text)]
    changes += [(m.start(), m[2], m[1]) for m in _MISTAKEN_FOR.finditer(text)]
    return tuple(
        Erratum(headlines[-1], was, now)
        for at, was, now in sorted(changes)
        if (headlines := [name[1] for name in named if name.start() < at])
    )


def apply_errata(pages: Iterable[SegmentedPage]) -> list[SegmentedPage]:
    """Put each printed correction beside the article it names, and link the two.

    The print stays as it is. An erratum whose article is not among the pages, or does not have the
    words it corrects, carries a doubt that says so.
    """
    pages = list(pages)
    errata = [
        (article, erratum)
        for page in pages
        for article in page.articles
        for erratum in read_errata(article)
    ]
    if not errata:
        return pages
    changed: dict[str, Article] = {}
    articles = {article.id: article for page in pages for article in page.articles}
    for source, erratum in errata:
        named = [one for one in articles.values() if is_named(one, erratum) and one != source]
        target = next((one for one in named if _holds(one, erratum.was)), None)
        current = changed.get(source.id, source)
        if target:
            why = f"报上更正：{_place(source)}"
            note = Correction(erratum.was, erratum.now, why)
            before = changed.get(target.id, target)
            changed[target.id] = replace(before, corrections=(*before.corrections, note))
            changed[source.id] = replace(current, corrects=target.id)
        else:
            doubts = (*current.doubts, _doubt(source, erratum, found=bool(named)))
            changed[source.id] = replace(current, doubts=doubts)
    return [
        replace(page, articles=tuple(changed.get(one.id, one) for one in page.articles))
        for page in pages
    ]


def is_named(article: Article, erratum: Erratum) -> bool:
    """Tell whether an erratum names an article: by its headline, or that with its kickers."""
    titles: Sequence[str] = [str(title) for title in article.subheadlines]
    if article.headline:
        titles = [article.headline.text, *titles]
    named = _fold(erratum.headline)
    return named in {_fold(title) for title in titles} or named == _fold("".join(titles))


def _fold(title: str) -> str:
    return _MARKS.sub("", title)


def _holds(article: Article, words: str) -> bool:
    return any(words in printed.text for _, printed in article.pieces())


def _place(article: Article) -> str:
    page = article.page
    line = page.lines(article.paragraphs[0])[0]
    day = f"{page.published:%Y-%m-%d} " if page.published else ""
    return f"{day}{page.number or page.file} 第{line}行"


def _doubt(source: Article, erratum: Erratum, *, found: bool) -> Doubt:
    line = source.page.lines(source.paragraphs[0])[0]
    if found:
        return Doubt(_NO_WORDS, line, f"更正所说的“{erratum.was}”不在《{erratum.headline}》里")
    return Doubt(_NO_ARTICLE, line, f"更正所说的《{erratum.headline}》不在这些版面里")
