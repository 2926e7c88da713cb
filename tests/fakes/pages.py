"""A corpus small enough to know by heart, in words of our own about invented things."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.collection import Corpus
from corpus.model import (
    Article,
    ArticleDate,
    Fault,
    Kind,
    Page,
    Printed,
    SegmentedPage,
)

BRIDGE = (
    "云桥通车",
    "云桥全长820米，总投资3.5亿元。",
    "它把东岸和西岸连在一起。桥上设两条公交专用道。",
)
SCHOOL = ("清溪小学招生", "清溪小学今年招收240名新生。", "学校位于松鹤路18号。")
POWER = ("松鹤变电站投运", "松鹤变电站新增容量12万千伏安。", "它由建设、检修和调度三个班组建成。")


def corpus_of(
    *stories: Sequence[str], file: str = "page.txt", date: str = "2031-05-01", faults: int = 0
) -> Corpus:
    """Make a corpus of one page; a story is its headline, then its paragraphs."""
    text = "\n".join("\n".join(story) for story in stories)
    page = Page(file, text, number="03要闻", source="云溪日报")
    articles = tuple(_article(page, story, date) for story in stories)
    found = tuple(Fault(f"bad{n}.txt", 1, "不是文字") for n in range(faults))
    return Corpus([SegmentedPage(page, articles)], found)


def _article(page: Page, story: Sequence[str], date: str) -> Article:
    headline, *paragraphs = (_printed(page, piece) for piece in story)
    return Article(
        id=f"{page.file}#{story[0]}",
        page=page,
        kind=Kind.NEWS,
        headline=headline,
        paragraphs=tuple(paragraphs),
        date=ArticleDate("5月1日", date or None, inferred=bool(date)),
    )


def _printed(page: Page, text: str) -> Printed:
    start = page.text.index(text)
    return Printed.from_positions(text, range(start, start + len(text)))
