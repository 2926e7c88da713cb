"""The gate of segmentation: floors that only rise, over our own pages and those of ../shared."""

from __future__ import annotations

import copy
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.quality.segmentation import (
    FLOORS,
    GATE_PAGES,
    GATE_SEED,
    OURS,
    SHARED,
    STYLES,
    Figures,
    compare,
    generate_pages,
    measure,
    owned_pages,
)

_NEEDS_SHARED = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs ../shared: its gold pages and the generator of pages"
)


def _below(name: str, figures: Figures) -> dict[str, float]:
    floors = json.loads(FLOORS.read_text("utf-8"))[name]
    found = asdict(figures)
    return {key: found[key] for key, floor in floors.items() if found[key] < floor}


@pytest.mark.parametrize("name", [*OURS, "shipped"])
def test_our_own_pages_keep_their_floor(name: str) -> None:
    """Articles of our own gold pages are found as well as they ever were."""
    assert _below(name, measure(owned_pages()[name])) == {}


@_NEEDS_SHARED
def test_the_shared_pages_are_perfect() -> None:
    """Every article of the five shared pages is right in every field."""
    assert _below("shared", measure(owned_pages()["shared"])) == {}


@_NEEDS_SHARED
@pytest.mark.parametrize("style", STYLES)
def test_generated_pages_keep_their_floor(style: str, tmp_path: Path) -> None:
    """Pages made by the generator, in layouts like the shared pages' and unlike, stay right."""
    pages = generate_pages(style, count=GATE_PAGES, seed=GATE_SEED, folder=tmp_path)

    assert _below(style, measure(pages)) == {}


def test_the_gate_sees_a_wrong_headline_and_a_lost_character() -> None:
    """The measure is 1 for gold itself, and falls with every kind of error."""
    gold, path = owned_pages()["own"][0]
    text = path.read_text("utf-8")
    swapped, lost = copy.deepcopy(gold), copy.deepcopy(gold)
    first, second = swapped["articles"][:2]
    first["headline"], second["headline"] = second["headline"], first["headline"]
    lost["furniture"] = []

    right = compare(gold, gold, text)

    assert right["perfect"] == right["articles"] == len(gold["articles"])
    assert right["right"] == right["characters"]
    assert right["lossless"] == 1
    assert compare(gold, swapped, text)["perfect"] == right["perfect"] - 2
    assert compare(gold, lost, text)["lossless"] == 0
