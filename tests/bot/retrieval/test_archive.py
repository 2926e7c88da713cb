"""The corpus and its index, kept together."""

from __future__ import annotations

import os
from pathlib import Path

from bot.retrieval.archive import NOTHING, IndexedCorpus, load, refresh, save
from bot.retrieval.index import PassageIndex
from corpus.build import read_corpus
from corpus.store import Store
from tests.fakes.analyzer import PairAnalyzer

ANALYZER = PairAnalyzer()
QUESTIONS = ("芯片产业园总投资多少", "开发区有多少企业", "2019年的项目", "固定资产投资")


def change_first_page(folder: Path) -> None:
    """Say something new on the first page."""
    page = min(folder.glob("*-digest.*"))
    page.write_text(page.read_text("utf-8").replace("开发区", "开发新区", 1), "utf-8")
    os.utime(page, ns=(1, 1))


def agrees_with_a_rebuild(indexed: IndexedCorpus, folder: Path) -> bool:
    """Say whether every question gets the hits that an index built anew gives."""
    rebuilt = PassageIndex.build(read_corpus(folder).passages, ANALYZER)
    return all(
        indexed.index.rank(ANALYZER.terms(question), 20)
        == rebuilt.rank(ANALYZER.terms(question), 20)
        for question in QUESTIONS
    )


def test_a_generation_comes_back_from_disk_as_it_was(folder: Path, store: Store) -> None:
    """After a restart the same is served, hit for hit and word for word."""
    built = refresh(folder, NOTHING, ANALYZER)

    generation = save(built, store)
    opened = load(generation)

    assert generation.statistics["articles"] == len(built.corpus.articles)
    assert opened.corpus.segmented == built.corpus.segmented
    assert agrees_with_a_rebuild(opened, folder)


def test_a_restart_without_changes_does_nothing(folder: Path, store: Store) -> None:
    """What was opened is served as it is when the folder says the same."""
    opened = load(save(refresh(folder, NOTHING, ANALYZER), store))

    assert refresh(folder, opened, ANALYZER) is opened


def test_one_changed_page_is_served_like_a_rebuild(folder: Path, store: Store) -> None:
    """Only what changed is indexed; the ranking is that of everything indexed anew."""
    opened = load(save(refresh(folder, NOTHING, ANALYZER), store))
    change_first_page(folder)

    changed = refresh(folder, opened, ANALYZER)

    assert changed.corpus.segmented == read_corpus(folder).segmented
    assert agrees_with_a_rebuild(changed, folder)
    assert agrees_with_a_rebuild(load(save(changed, store)), folder)


def test_going_back_serves_what_was_printed_before(folder: Path, store: Store) -> None:
    """After a bad reload the generation before answers again."""
    first = refresh(folder, NOTHING, ANALYZER)
    save(first, store)
    change_first_page(folder)
    save(refresh(folder, first, ANALYZER), store)

    back = load(store.roll_back())

    assert back.corpus.segmented == first.corpus.segmented


def test_reloading_for_months_keeps_every_generation_whole(folder: Path, store: Store) -> None:
    """What is served is kept again when the generation that it came from is long forgotten."""
    serving = load(save(refresh(folder, NOTHING, ANALYZER), store))
    for _ in range(6):
        save(serving, store)
    kept = save(serving, store)

    assert not list(store.folder.glob("000001"))
    assert not store.damaged_files(kept)
    assert agrees_with_a_rebuild(load(kept), folder)


def test_every_passage_found_can_be_looked_up(folder: Path) -> None:
    """A hit's id leads to its passage, in the corpus that is served with the index."""
    indexed = refresh(folder, NOTHING, ANALYZER)

    hits = indexed.index.rank(ANALYZER.terms(QUESTIONS[0]), 50)

    assert hits
    assert all(indexed.corpus.passage(hit.passage_id).id == hit.passage_id for hit in hits)
