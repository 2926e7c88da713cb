"""How well pages are segmented: the figures of the gate, as a table.

python -m tests.quality.segmentation                     our own pages, and those of ../shared
python -m tests.quality.segmentation -n 200 --seed 101   200 generated pages a style, another seed
python -m tests.quality.segmentation --pages             each of our own pages by itself
python -m tests.quality.segmentation --doubts            articles doubted, wrong and right ones
python -m tests.quality.segmentation --raise             writes better figures down as new floors
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.contract import page_object
from corpus.metadata import PageMetadata
from corpus.model import SegmentedPage
from corpus.page_reading import read_page

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
FLOORS = HERE / "segmentation_floors.json"
OURS = (
    *("own", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("layouts", "eighth", "papers"),
)
STYLES = ("seed", "any", "far")
GATE_PAGES, GATE_SEED = 60, 301
_MARKS = frozenset("#*□■◆●○▲►")
_BLANK = frozenset("\u200b\ufeff")
_FIELDS = ("headline", "subheadline", "deck", "byline", "authors", "paragraphs")

Json = dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """What was measured; shares are 0 to 1.

    Of articles perfect in every field, of headlines with their body, of characters in the right
    article, of pages in which no character is lost or owned twice.
    """

    pages: int
    articles: int
    perfect: float
    headlines: float
    characters: float
    lossless: float


def owned_pages() -> dict[str, list[tuple[Json, Path]]]:
    """Give the gold pages of this repository and, where it is present, of ../shared."""
    folders = {name: HERE / "pages" / name for name in OURS}
    sets = {name: _gold(folder / "gold", folder / "raw") for name, folder in folders.items()}
    sets["shipped"] = _gold(HERE / "pages/shipped/gold", HERE.parents[1] / "corpus/pages")
    if SHARED.is_dir():
        sets["shared"] = _gold(SHARED / "segmentation" / "gold", SHARED / "pages")
    return sets


def generate_pages(style: str, *, count: int, seed: int, folder: Path) -> list[tuple[Json, Path]]:
    """Make pages with the generator of ../shared."""
    tool = SHARED / "segmentation"
    out = folder / f"{style}-{seed}"
    options = ["-n", str(count), "--seed", str(seed), "--style", style]
    subprocess.run(
        [sys.executable, "make_pages.py", "articles.json", str(out), *options],
        cwd=tool,
        check=True,
        capture_output=True,
    )
    return _gold(out / "gold", out / "raw")


def _gold(gold: Path, pages: Path) -> list[tuple[Json, Path]]:
    found = [json.loads(path.read_text("utf-8")) for path in sorted(gold.glob("*.json"))]
    return [(page, pages / page["file"]) for page in found]


def measure(pages: Iterable[tuple[Json, Path]]) -> Figures:
    """Segment pages and compare them with their gold."""
    total: Counter[str] = Counter()
    for gold, path in pages:
        segmented = read_page(path, path.name, PageMetadata())
        assert isinstance(segmented, SegmentedPage), segmented
        total += compare(gold, page_object(segmented), segmented.page.text)
    return Figures(
        pages=total["pages"],
        articles=total["articles"],
        perfect=_share(total["perfect"], total["articles"]),
        headlines=_share(total["headed"], total["headlines"]),
        characters=_share(total["right"], total["characters"]),
        lossless=_share(total["lossless"], total["pages"]),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def compare(gold: Json, found: Json, text: str) -> Counter[str]:
    """Count what is right on one page; its articles are paired by the characters they share."""
    owner, twice = _owners(found, len(text))
    shared, paired = _pair(gold, owner, text)
    counts: Counter[str] = Counter(pages=1, articles=len(gold["articles"]))
    lost = any(owner[at] is None for at, mark in enumerate(text) if not _is_blank(mark))
    counts["lossless"] = not twice and not lost
    for number, article in enumerate(gold["articles"]):
        match = found["articles"][paired[number]] if number in paired else None
        counts["characters"] += sum(1 for _ in _characters(article["pieces"], text))
        counts["right"] += shared[number, paired.get(number, -9)]
        counts["perfect"] += match is not None and _key(article) == _key(match)
        if article["headline"]:
            counts["headlines"] += 1
            counts["headed"] += match is not None and _titles(article) == _titles(match)
    return counts


def _pair(
    gold: Json, owner: list[int | None], text: str
) -> tuple[Counter[tuple[int, int]], dict[int, int]]:
    """Count the characters that articles share, and pair those that share most."""
    shared: Counter[tuple[int, int]] = Counter(
        (number, other)
        for number, article in enumerate(gold["articles"])
        for at in _characters(article["pieces"], text)
        if (other := owner[at]) is not None
    )
    paired: dict[int, int] = {}
    for (number, other), _ in shared.most_common():
        if other >= 0 and number not in paired and other not in paired.values():
            paired[number] = other
    return shared, paired


def count_doubts(pages: Iterable[tuple[Json, Path]]) -> Counter[str]:
    """Count the articles that are wrong or right, and those of each that carry a doubt.

    An article that was not found at all carries none. Doubts of a page's year do not count.
    """
    counts: Counter[str] = Counter()
    for gold, path in pages:
        segmented = read_page(path, path.name, PageMetadata())
        assert isinstance(segmented, SegmentedPage), segmented
        found, text = page_object(segmented), segmented.page.text
        _, paired = _pair(gold, _owners(found, len(text))[0], text)
        for number, article in enumerate(gold["articles"]):
            other = paired.get(number)
            right = other is not None and _key(article) == _key(found["articles"][other])
            doubts = segmented.articles[other].doubts if other is not None else ()
            doubted = any("年份" not in doubt.message for doubt in doubts)
            state = "right" if right else "wrong"
            counts.update([state, *([f"{state}, doubted"] if doubted else [])])
    return counts


def _owners(found: Json, length: int) -> tuple[list[int | None], bool]:
    """Give each character's article (-1: furniture; None: nobody), and whether any has two."""
    owner: list[int | None] = [None] * length
    twice = False
    entries = [(n, piece) for n, a in enumerate(found["articles"]) for piece in a["pieces"]]
    entries += [(-1, piece) for piece in found["furniture"]]
    for number, piece in entries:
        for start, end in piece["ranges"]:
            for at in range(start, end):
                twice |= owner[at] is not None
                owner[at] = number
    return owner, twice


def _characters(pieces: Iterable[Json], text: str) -> Iterator[int]:
    for piece in pieces:
        for start, end in piece["ranges"]:
            yield from (at for at in range(start, end) if not _is_blank(text[at]))


def _key(article: Json) -> list[Any]:
    """Give an article's fields without blanks and marks, to be compared."""
    fields = [_words(article[field]) for field in _FIELDS]
    headings = article["section_headings"]
    return [*fields, [(_words(h["text"]), h["before_paragraph"]) for h in headings]]


def _titles(article: Json) -> str:
    """Give headline and kickers in one, as which of them is which is a matter of taste."""
    return "".join(sorted(_words("".join((article["headline"], *article["subheadline"])))))


def _words(value: str | list[str] | None) -> Any:
    if isinstance(value, list):
        return [_words(item) for item in value]
    return "".join(c for c in value or "" if not _is_blank(c) and c not in _MARKS)


def _is_blank(character: str) -> bool:
    return character.isspace() or character in _BLANK


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", type=int, default=GATE_PAGES, help="generated pages a style")
    parser.add_argument("--seed", type=int, default=GATE_SEED)
    parser.add_argument("--raise", action="store_true", dest="raises", help="raise the floors")
    parser.add_argument("--pages", action="store_true", help="each of our own pages by itself")
    parser.add_argument("--doubts", action="store_true", help="articles doubted, wrong and right")
    options = parser.parse_args()
    if options.doubts:
        _print_doubts()
        return
    print(f"{'':24} pages articles perfect headline→body characters lossless")
    figures: dict[str, Figures] = {}
    for name, pages in owned_pages().items():
        figures[name] = measure(pages)
        _print_row(name, figures[name])
        if options.pages and name in OURS:
            for page in pages:
                _print_row(f"  {page[1].stem}", measure([page]))
    if SHARED.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            for style in STYLES:
                pages = generate_pages(
                    style, count=options.n, seed=options.seed, folder=Path(folder)
                )
                figures[style] = measure(pages)
                _print_row(f"{style}, seed {options.seed}", figures[style])
    if options.raises and (options.n, options.seed) == (GATE_PAGES, GATE_SEED):
        raise_floors(figures)


def _print_doubts() -> None:
    total: Counter[str] = Counter()
    for name, pages in owned_pages().items():
        counts = count_doubts(pages)
        total += counts
        _print_doubts_row(name, counts)
    _print_doubts_row("all", total)


def _print_doubts_row(name: str, counts: Counter[str]) -> None:
    told = (f"{counts[f'{state}, doubted']:4} of {counts[state]:3} {state}" for state in _STATES)
    print(f"{name:10} doubted: {', '.join(told)}")


_STATES = ("wrong", "right")


def raise_floors(figures: dict[str, Figures]) -> None:
    """Write figures down as floors where they are better; no floor falls."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    for name, found in figures.items():
        row = floors.setdefault(name, {})
        for key in ("perfect", "headlines", "characters", "lossless"):
            row[key] = max(row.get(key, 0.0), math.floor(asdict(found)[key] * 1e4) / 1e4)
    rows = ",\n".join(f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in floors.items())
    FLOORS.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


def _print_row(name: str, figures: Figures) -> None:
    shares = (figures.perfect, figures.headlines, figures.characters, figures.lossless)
    row = f"{name:24} {figures.pages:5} {figures.articles:8} {shares[0]:7.3f} {shares[1]:13.3f}"
    print(f"{row} {shares[2]:10.4f} {shares[3]:8.3f}")


if __name__ == "__main__":
    main()
