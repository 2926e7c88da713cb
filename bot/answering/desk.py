"""What every way of answering works with: the library, the finder, and the scope of the talk."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.evidence import Finder
from bot.answering.library import Library
from bot.model import Exchange
from bot.ports import EVERYTHING, Filter


@dataclass(frozen=True)
class Desk:
    """The clerk's desk: the pages in order, a way to find, and the exchange before, if any.

    `within` keeps a follow-up in the articles of the exchange before.
    """

    library: Library
    finder: Finder
    before: Exchange | None = None
    within: Filter = EVERYTHING
