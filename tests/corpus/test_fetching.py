"""New pages come from the web as they are, and only what changed."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.fetching import MAX_PAGE_BYTES, Fetcher, Outcome, open_client
from corpus.sources import Source, read_sources

TODAY = dt.date(2026, 3, 2)


class Newspaper(ThreadingHTTPServer):
    """A newspaper's site on this machine: pages by path, with ETags."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Desk)
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Desk(BaseHTTPRequestHandler):
    server: Newspaper

    def do_GET(self) -> None:
        """Give the page, or say that it is the one the asker knows."""
        self.server.asked.append(self.path)
        page = self.server.pages.get(self.path)
        tag = f'"{hash(page)}"'
        known = self.headers.get("If-None-Match") == tag
        self.send_response(404 if page is None else 304 if known else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        body = b"" if page is None or known else page.encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Say nothing."""


@pytest.fixture
def newspaper() -> Iterator[Newspaper]:
    """A site that serves until the test ends."""
    with Newspaper() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def fetch(folder: Path, *sources: Source) -> dict[str, Outcome]:
    """Fetch without a fault."""
    with open_client() as client:
        fetched = Fetcher(folder, client).fetch(sources, TODAY)
    assert fetched.faults == []
    return fetched.files


def test_a_page_comes_as_it_is(newspaper: Newspaper, tmp_path: Path) -> None:
    """A fetched page stands in the folder byte for byte, and tells by its name where it is from."""
    newspaper.pages["/6.htm"] = "<h1>园区通车</h1><p>新路今天通车。</p>"

    [(file, outcome)] = fetch(tmp_path, Source(url=f"{newspaper.url}/6.htm")).items()

    assert outcome == Outcome.NEW
    assert "6-htm" in file
    assert (tmp_path / file).read_text() == newspaper.pages["/6.htm"]


def test_only_what_changed_comes_again(newspaper: Newspaper, tmp_path: Path) -> None:
    """A page that did not change is not sent again; one that did is."""
    newspaper.pages["/6.htm"] = "一"
    source = Source(url=f"{newspaper.url}/6.htm")
    outcomes = [*fetch(tmp_path, source).values(), *fetch(tmp_path, source).values()]
    newspaper.pages["/6.htm"] = "二"
    outcomes += fetch(tmp_path, source).values()

    assert outcomes == [Outcome.NEW, Outcome.UNCHANGED, Outcome.CHANGED]


def test_a_list_leads_to_its_pages(newspaper: Newspaper, tmp_path: Path) -> None:
    """Of a list, only the links asked for are followed, and none away from its site or broken."""
    away = ("http://elsewhere.invalid/a_3.htm", "http://[a_4.htm")
    links = ("a_1.htm", "a_2.htm", "a_1.htm#top", "about.htm", *away)
    newspaper.pages["/list"] = "".join(f'<a href="{link}">看</a>' for link in links)
    newspaper.pages |= {"/a_1.htm": "一", "/a_2.htm": "二"}

    files = fetch(tmp_path, Source(url=f"{newspaper.url}/list", links=r"a_\d\.htm"))

    assert len(files) == 2
    assert newspaper.asked == ["/list", "/a_1.htm", "/a_2.htm"]


def test_days_are_counted_back(newspaper: Newspaper, tmp_path: Path) -> None:
    """An address with a day in it is asked for today and for the days before."""
    newspaper.pages |= {"/2026-03/02": "今天", "/2026-03/01": "昨天"}

    fetch(tmp_path, Source(url=f"{newspaper.url}/%Y-%m/%d", days=2))

    assert newspaper.asked == ["/2026-03/02", "/2026-03/01"]


def test_what_fails_is_said_and_the_rest_comes(newspaper: Newspaper, tmp_path: Path) -> None:
    """A page that cannot be had is named with the reason; the others come all the same."""
    newspaper.pages["/6.htm"] = "有"
    sources = [Source(url=f"{newspaper.url}/{page}") for page in ("gone.htm", "6.htm")]

    with open_client() as client:
        fetched = Fetcher(tmp_path, client).fetch(sources, TODAY)

    assert len(fetched.files) == 1
    assert [(fault.file, fault.message) for fault in fetched.faults] == [
        (f"{newspaper.url}/gone.htm", "服务器回答 404")
    ]


def test_a_stray_download_is_left(newspaper: Newspaper, tmp_path: Path) -> None:
    """What is much larger than any page is named and never comes into the folder."""
    newspaper.pages["/video.htm"] = "片" * (MAX_PAGE_BYTES // 2)

    with open_client() as client:
        source = Source(url=f"{newspaper.url}/video.htm")
        fetched = Fetcher(tmp_path, client).fetch([source], TODAY)

    assert "太大" in fetched.faults[0].message
    assert fetched.files == {}
    assert list(tmp_path.glob("*.html")) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[source]]\nurl = 'ftp://x'", "source.1.url"),
        ("[[source]]\nurl = 'http://x'\nday = 1", "source.1.day"),
        ("[[source]]\nurl = 'http://x'\nlinks = '('", "source.1.links"),
        ("source = 1", "source"),
        ("[[source", "TOML"),
    ],
)
def test_a_wrong_list_is_named(tmp_path: Path, text: str, named: str) -> None:
    """A list of sources with a slip is refused in one sentence that names file and key."""
    file = tmp_path / "sources.toml"
    file.write_text(text)

    with pytest.raises(CorpusError, match=r"sources\.toml") as refused:
        read_sources(file)
    assert named in str(refused.value)
