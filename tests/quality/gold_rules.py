"""What gold of a page must keep: every printed character owned once, every text as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

ROLES = {
    "headline",
    "subheadline",
    "deck",
    "byline",
    "section_heading",
    "paragraph",
    "caption",
    "source",
}


def words(text: str) -> str:
    """Drop every blank, zero-width ones included."""
    return "".join(character for character in text if not _is_blank(character))


def faults_of(gold: dict[str, Any], raw: str) -> list[str]:
    """Say what is wrong with a page's gold; nothing, when it may be measured against."""
    faults = [*_coverage_faults(gold, raw)]
    for article in gold["articles"]:
        name = f"article {article['id']}"
        for check in (_field_faults, _credit_faults, _order_faults):
            faults += [f"{name}: {fault}" for fault in check(article)]
        faults += [f"{name}: {fault}" for fault in _text_faults(article, raw)]
    for one in gold["furniture"]:
        if _shown(one["ranges"], raw) != words(one["text"]):
            faults.append(f"furniture {one['role']}: text differs from the print")
    return faults


def _is_blank(character: str) -> bool:
    return character.isspace() or character in "\u200b\ufeff"


def _printed(ranges: list[list[int]], raw: str) -> str:
    return "".join(raw[start:end] for start, end in ranges)


def _shown(ranges: list[list[int]], raw: str) -> str:
    """Give the words as a reader sees them: an entity of a web page is the character it names."""
    return words(unescape(_printed(ranges, raw)))


def _coverage_faults(gold: dict[str, Any], raw: str) -> Iterator[str]:
    """Every non-blank character belongs to exactly one piece or one furniture."""
    if (gold["n_chars"], gold["n_nonblank"]) != (len(raw), len(words(raw))):
        yield "n_chars or n_nonblank is wrong"
    pieces = [piece for article in gold["articles"] for piece in article["pieces"]]
    ranges = [span for owner in (*pieces, *gold["furniture"]) for span in owner["ranges"]]
    for start, end in ranges:
        if not 0 <= start < end <= len(raw):
            yield f"range {start}–{end} is not on the page"
        elif _is_blank(raw[start]) or _is_blank(raw[end - 1]):
            yield f"range {start}–{end} begins or ends with a blank"
    owners = Counter(at for start, end in ranges for at in range(start, end))
    for at, character in enumerate(raw):
        if not _is_blank(character) and owners[at] != 1:
            line = raw.count("\n", 0, at) + 1
            yield f"line {line}: {character!r} belongs to {owners[at]} pieces"


def _text_faults(article: dict[str, Any], raw: str) -> Iterator[str]:
    """A piece's text is its ranges' characters, blanks aside, and is clean."""
    for piece in article["pieces"]:
        if piece["role"] not in ROLES:
            yield f"unknown role {piece['role']}"
        if _shown(piece["ranges"], raw) != words(piece["text"]):
            yield f"{piece['role']}: text differs from the print: {piece['text'][:20]}"
        if piece["text"] != piece["text"].strip() or "  " in piece["text"]:
            yield f"{piece['role']}: blanks not cleaned: {piece['text'][:20]}"
        if piece["role"] == "paragraph" and piece["text"][0] in "，。、；：！？）》”’,;:!?)":
            yield f"a paragraph begins with {piece['text'][0]}"
    if sorted(span for piece in article["pieces"] for span in piece["ranges"]) != article["ranges"]:
        yield "ranges differ from those of the pieces"


def _field_faults(article: dict[str, Any]) -> Iterator[str]:
    """The fields say what the pieces say."""
    by_role = {role: [p["text"] for p in article["pieces"] if p["role"] == role] for role in ROLES}
    for field in ("headline", "deck"):
        if by_role[field] != [article[field]] * bool(article[field]):
            yield f"{field} differs from its pieces"
    for field, role in (("paragraphs", "paragraph"), ("captions", "caption")):
        if by_role[role] != article[field]:
            yield f"{field} differ from their pieces"
    if by_role["subheadline"] != article["subheadline"]:
        yield "subheadline differs from its pieces"
    if "".join(by_role["source"]) != (article["source"] or ""):
        yield "source differs from its pieces"
    if not article["paragraphs"]:
        yield "no paragraph"


def _credit_faults(article: dict[str, Any]) -> Iterator[str]:
    """Byline, authors and date are printed in the article."""
    lines = [piece["text"] for piece in article["pieces"] if piece["role"] == "byline"]
    body = words(
        "".join([*article["paragraphs"], article["headline"] or "", *article["subheadline"]])
    )
    byline = article["byline"]
    if byline and not (byline in lines or words(byline) in body):
        yield f"byline {byline} is not printed"
    if bool(byline) != bool(article["authors"]):
        yield "a byline names authors, and authors stand in a byline"
    for author in article["authors"]:
        if words(author) not in words(byline or ""):
            yield f"author {author} is not in the byline"
    if article["date_text"] and words(article["date_text"]) not in body:
        yield f"date {article['date_text']} is not printed"


def _order_faults(article: dict[str, Any]) -> Iterator[str]:
    """Section headings stand between the paragraphs they say they stand between."""
    paragraphs = [piece for piece in article["pieces"] if piece["role"] == "paragraph"]
    headings = [piece for piece in article["pieces"] if piece["role"] == "section_heading"]
    said = [(one["text"], one["before_paragraph"]) for one in article["section_headings"]]
    if said != [(one["text"], one["before"]) for one in headings]:
        yield "section headings differ from their pieces"
    for heading in headings:
        start, end, before = heading["ranges"][0][0], heading["ranges"][-1][1], heading["before"]
        if not 0 <= before < len(paragraphs):
            yield f"section heading before paragraph {before}: there is none"
            continue
        previous = paragraphs[before - 1]["ranges"][-1][1] if before else -1
        if not previous <= start < end <= paragraphs[before]["ranges"][0][0]:
            yield f"section heading {heading['text']} is not before paragraph {before}"
