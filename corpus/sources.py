r"""Where new pages come from: `sources.toml`, a row a place on the web.

[[source]]
url = "https://paper.example/html/%Y-%m/%d/node_6.htm"   # %Y %m %d: the day of the issue
days = 3                                                 # today and the two days before; default 1
links = 'content_\d+\.htm'                               # the pages are those that it links to
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from corpus.errors import CorpusError
from corpus.toml_file import TomlError, read_toml


class Source(BaseModel):
    """One place: a page, or with `links` (a regular expression) a list of pages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(pattern=r"^https?://[^/\s]+")
    days: int = Field(1, ge=1, le=31)
    links: str | None = None

    @field_validator("links")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from None
        return value

    def addresses(self, today: dt.date) -> Iterator[str]:
        """Give the addresses of the last days, the newest first; one only if none names a day."""
        seen: set[str] = set()
        for back in range(self.days):
            address = (today - dt.timedelta(days=back)).strftime(self.url)
            if address not in seen:
                seen.add(address)
                yield address


class _Listing(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: list[Source] = Field(min_length=1)


def read_sources(file: Path) -> tuple[Source, ...]:
    """Read a list of sources.

    Raises:
        CorpusError: The file is not there, is no TOML, or a key is wrong; the sentence names it.
    """
    try:
        listing = _Listing.model_validate(read_toml(file)[0])
    except TomlError as error:
        place = f"{file}:{error.line}" if error.line else file
        raise CorpusError(f"来源清单 {place} {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        wrong = f"{first['msg']}，写的是 {first['input']!r}"
        raise CorpusError(f"来源清单 {file} 的 {where}：{wrong}") from None
    return tuple(listing.source)
