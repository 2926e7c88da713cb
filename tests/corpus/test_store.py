"""Generations on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.store import Generation, Store, StoreError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give an empty store that keeps three generations."""
    return Store(tmp_path / "generations", form="1", keep=3)


def build(store: Store, text: str) -> Generation:
    """Build a generation of one file and serve it."""
    with store.draft({"letters": len(text)}) as folder:
        (folder / "index").mkdir()
        (folder / "index" / "text").write_text(text, encoding="utf-8")
    return store.serve(store.generations()[0].number)


def text_of(generation: Generation | None) -> str:
    """Read what a generation holds."""
    assert generation
    return (generation.folder / "index" / "text").read_text(encoding="utf-8")


def test_what_was_built_is_served(store: Store) -> None:
    """A generation holds what was put into its folder, and what was said about it."""
    build(store, "abc")

    assert text_of(store.latest()) == "abc"
    assert store.latest().statistics == {"letters": 3}


def test_an_empty_store_serves_nothing(store: Store) -> None:
    """Before the first build there is no generation; that is no error."""
    assert store.latest() is None
    assert store.generations() == []


def test_a_build_that_fails_leaves_nothing(store: Store, tmp_path: Path) -> None:
    """What was served stays served, and no half of a generation is left."""
    build(store, "good")

    with pytest.raises(FileNotFoundError), store.draft({}) as folder:
        (folder / "not there" / "text").write_text("half", encoding="utf-8")

    assert text_of(store.latest()) == "good"
    assert len(list((tmp_path / "generations").iterdir())) == 2


def test_building_does_not_yet_serve(store: Store) -> None:
    """Who builds may look at the new generation first; swapping is a step of its own."""
    build(store, "old")

    with store.draft({}) as folder:
        (folder / "text").write_text("new", encoding="utf-8")

    assert text_of(store.latest()) == "old"
    assert [one.number for one in store.generations()] == [2, 1]


def test_rolling_back_serves_the_one_before(store: Store) -> None:
    """A bad reload is undone by one step, and by another one more."""
    for text in ("one", "two", "three"):
        build(store, text)

    assert text_of(store.roll_back()) == "two"
    assert text_of(store.roll_back()) == "one"
    with pytest.raises(StoreError, match="no earlier"):
        store.roll_back()


def test_only_the_last_few_are_kept(store: Store) -> None:
    """Disks are finite: old generations go, the one that is served never does."""
    for number in range(6):
        build(store, str(number))

    assert [one.number for one in store.generations()] == [6, 5, 4]
    assert text_of(store.latest()) == "5"


@pytest.mark.parametrize("damage", ["truncate", "remove", "no manifest", "torn manifest"])
def test_a_torn_generation_is_passed_over(store: Store, damage: str) -> None:
    """After a crash or a bad disk the newest whole generation is served."""
    build(store, "whole")
    folder = build(store, "torn").folder
    file, manifest = folder / "index" / "text", folder / "manifest.json"
    if damage == "truncate":
        file.write_text("to", encoding="utf-8")
    elif damage == "remove":
        file.unlink()
    elif damage == "no manifest":
        manifest.unlink()
    else:
        manifest.write_bytes(manifest.read_bytes()[:20])

    assert text_of(store.latest()) == "whole"


def test_a_flipped_byte_is_found(store: Store) -> None:
    """What has its size but not its bytes is named when the generation is checked."""
    generation = build(store, "abc")
    (generation.folder / "index" / "text").write_text("abd", encoding="utf-8")

    assert store.damaged_files(generation) == ["index/text"]


def test_a_foreign_generation_is_as_good_as_not_there(store: Store, tmp_path: Path) -> None:
    """What another version wrote is not read but built anew."""
    build(store, "abc")

    other = Store(tmp_path / "generations", form="2")

    assert other.latest() is None
    with pytest.raises(StoreError, match="generation 1 cannot be served"):
        other.serve(1)


def test_strangers_in_the_folder_are_left_alone(store: Store, tmp_path: Path) -> None:
    """Files that are none of the store's are neither read nor deleted."""
    build(store, "abc")
    note = tmp_path / "generations" / "note.txt"
    note.write_text("mine", encoding="utf-8")

    for number in range(5):
        build(store, str(number))

    assert note.exists()
