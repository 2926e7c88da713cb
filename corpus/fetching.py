"""Fetches new pages from the web into a folder, as they come, and only what changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from corpus.model import Fault
from corpus.sources import Source

MAX_PAGE_BYTES = 5_000_000  # a saved newspaper page has some 100 kB; this is a stray download
MAX_LINKS = 100  # an issue has some 60 articles
_SEEN = ".fetched.json"
_NO_PAGE = "不是网页或文本，或者太大"
_PAGES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


class Outcome(StrEnum):
    """What fetching one address came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass
class Fetched:
    """What came of a fetch: an outcome a file, and what could not be had."""

    files: dict[str, Outcome] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Fetcher:
    """Fetches pages into one folder.

    A file holds a page's bytes as they came, and its name tells where from. A second fetch asks
    the server whether the page changed (If-None-Match, If-Modified-Since: RFC 9110 §13).
    """

    def __init__(self, folder: Path, client: httpx.Client) -> None:
        self._folder = folder
        self._client = client
        self._fetched = Fetched()
        self._seen: dict[str, dict[str, str]] = self._read_seen()

    def fetch(self, sources: Iterable[Source], today: dt.date) -> Fetched:
        """Fetch every page of the sources; one that fails is a fault, the others come."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for source in sources:
            for address in source.addresses(today):
                for page in self._pages(source, address):
                    self._fetch_page(page)
        self._write(self._folder / _SEEN, json.dumps(self._seen, indent=1).encode())
        return self._fetched

    def _pages(self, source: Source, address: str) -> Iterator[str]:
        if source.links is None:
            yield address
            return
        response = self._get(address, {})
        if response is not None:
            wanted = re.compile(source.links)
            found = (link for link in _links(response) if wanted.search(link))
            yield from list(dict.fromkeys(found))[:MAX_LINKS]

    def _fetch_page(self, address: str) -> None:
        known = self._seen.get(address, {})
        response = self._get(address, known)
        if response is None:
            return
        file = known.get("file", "")
        if response.status_code == httpx.codes.NOT_MODIFIED:
            self._fetched.files[file] = Outcome.UNCHANGED
            return
        ending = _PAGES.get(response.headers.get("content-type", "").split(";")[0].strip())
        if not ending or len(response.content) > MAX_PAGE_BYTES:
            self._fault(address, _NO_PAGE)
            return
        file = file or _file_name(address, ending)
        self._fetched.files[file] = self._keep(self._folder / file, response.content)
        validators = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
        asked = {
            ask: response.headers[tell]
            for tell, ask in validators.items()
            if tell in response.headers
        }
        self._seen[address] = {"file": file, **asked}

    def _get(self, address: str, known: dict[str, str]) -> httpx.Response | None:
        conditions = {name: value for name, value in known.items() if name.startswith("If-")}
        there = not known or (self._folder / known["file"]).exists()
        try:
            headers = conditions if there else {}
            with self._client.stream("GET", address, headers=headers) as response:
                if response.status_code != httpx.codes.NOT_MODIFIED:
                    response.raise_for_status()
                if int(response.headers.get("content-length", 0)) > MAX_PAGE_BYTES:
                    self._fault(address, _NO_PAGE)
                    return None
                response.read()
        except httpx.HTTPStatusError as error:
            self._fault(address, f"服务器回答 {error.response.status_code}")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._fault(address, f"取不到：{str(error) or type(error).__name__}")
        else:
            return response
        return None

    def _fault(self, address: str, message: str) -> None:
        self._fetched.faults.append(Fault(address, 0, message))

    def _keep(self, path: Path, content: bytes) -> Outcome:
        before = path.read_bytes() if path.exists() else None
        if before == content:
            return Outcome.UNCHANGED
        self._write(path, content)
        return Outcome.NEW if before is None else Outcome.CHANGED

    def _write(self, path: Path, content: bytes) -> None:
        """Write whole or not at all: a reload may read the folder meanwhile."""
        draft = path.with_name(f".{path.name}.draft")
        draft.write_bytes(content)
        draft.replace(path)

    def _read_seen(self) -> dict[str, dict[str, str]]:
        try:
            seen: dict[str, dict[str, str]] = json.loads((self._folder / _SEEN).read_text())
        except (OSError, ValueError):
            return {}  # asked anew: nothing is lost but the servers' patience
        return seen


def open_client() -> httpx.Client:
    """Open a client as fetching wants it: patient, following redirects, saying who asks."""
    agent = {"User-Agent": "lishui-zone-bot (reads newspaper pages for citation)"}
    return httpx.Client(headers=agent, follow_redirects=True, timeout=20)


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"a", "area"}:
            self.targets += [value for name, value in attrs if name == "href" and value]


def _links(response: httpx.Response) -> Iterator[str]:
    """Give where a list of pages leads, as whole addresses on the same host, in its order."""
    anchors = _Anchors()
    anchors.feed(response.text)
    for target in anchors.targets:
        try:
            address = urldefrag(urljoin(str(response.url), target)).url
        except ValueError:  # no address at all, as people mistype them
            continue
        if urlsplit(address).netloc == response.url.netloc.decode():
            yield address


def _file_name(address: str, ending: str) -> str:
    """Name a page after its address, readable, unique and no longer than file systems allow."""
    parts = urlsplit(address)
    readable = re.sub(r"[^0-9A-Za-z]+", "-", f"{parts.netloc}{parts.path}").strip("-")[-60:]
    return f"{readable}-{hashlib.sha256(address.encode()).hexdigest()[:8]}{ending}"
