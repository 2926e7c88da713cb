"""Which passages a filter lets through."""

from __future__ import annotations

from bot.ports import Filter
from corpus.model import Article

UNDATED = (0, 0)


def date_range(iso: str | None) -> tuple[int, int]:
    """Give the first and last day that an ISO date may mean, as numbers YYYYMMDD.

    2020-06 is all of June 2020. A month counts 99 days: the numbers are only compared. No date is
    `UNDATED`.
    """
    if not iso:
        return UNDATED
    digits = iso.replace("-", "")
    return int(digits.ljust(8, "0")), int(digits.ljust(8, "9"))


def period(within: Filter) -> tuple[int, int] | None:
    """Give the filter's first and last day; None where it asks for no date."""
    if within.since is None and within.until is None:
        return None
    first, last = date_range(within.since)[0], date_range(within.until)[1]
    return max(first, 1), last or 99999999


def admits(within: Filter, article: Article) -> bool:
    """Say whether the article's passages may be found.

    An article known by month or year may be found where any of its days may; one without a date
    never where a date is asked.
    """
    if within.articles is not None and article.id not in within.articles:
        return False
    asked = period(within)
    if asked is None:
        return True
    first, last = date_range(article.date.value)
    return first <= asked[1] and last >= asked[0]
