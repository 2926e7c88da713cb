"""A corpus on disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.build import read_corpus
from corpus.collection import Corpus
from corpus.errors import CorpusError
from corpus.rereading import reread_corpus
from corpus.stored import StoredCorpus

SHIPPED = Path(__file__).parents[2] / "corpus" / "pages"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read the shipped pages."""
    return read_corpus(SHIPPED)


@pytest.fixture(scope="module")
def stored(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> StoredCorpus:
    """Give the shipped pages, saved and opened."""
    folder = tmp_path_factory.mktemp("stored")
    StoredCorpus.of(corpus).save(folder)
    return StoredCorpus.open(folder)


def test_what_was_saved_is_what_is_opened(corpus: Corpus, stored: StoredCorpus) -> None:
    """Every page, article, passage, place in print and fault comes back as it was."""
    assert stored.segmented == corpus.segmented
    assert stored.passages == corpus.passages
    assert stored.faults == corpus.faults


def test_each_article_and_passage_is_found_by_its_id(corpus: Corpus, stored: StoredCorpus) -> None:
    """Looking up gives what the corpus in memory gives."""
    assert stored.article_ids == tuple(article.id for article in corpus.articles)
    assert [stored.article(name) for name in stored.article_ids] == list(corpus.articles)
    assert [stored.passage(passage.id) for passage in corpus.passages] == list(corpus.passages)


def test_an_article_shares_its_page_with_the_others(stored: StoredCorpus) -> None:
    """A page's text is in memory once, however many articles stand on it."""
    segmented = stored.segmented[0]

    assert all(article.page is segmented.page for article in segmented.articles)


def test_a_page_that_did_not_change_is_unpacked_once(tmp_path: Path) -> None:
    """After another reading its articles are the very same; those of a changed page are not."""
    for file in ("a", "b"):
        (tmp_path / f"{file}.md").write_text(f"# 云桥通车{file}\n\n云桥今天通车。\n", "utf-8")
    before = reread_corpus(tmp_path)
    (tmp_path / "b.md").write_text("# 云桥封闭\n\n云桥今天封闭。\n", "utf-8")
    after = reread_corpus(tmp_path, before)
    after.unpack(beside=before)

    assert after.articles[0] is before.articles[0]
    assert [article.title for article in after.articles] == ["云桥通车a", "云桥封闭"]
    assert after.article(after.article_ids[0]) is before.articles[0]


@pytest.mark.parametrize("name", ["", "nothing", "nothing@0"])
def test_a_foreign_id_is_told(stored: StoredCorpus, name: str) -> None:
    """An id that the corpus has not is no article, and no passage."""
    assert stored.article(name) is None
    with pytest.raises(KeyError):
        stored.passage(name)


def test_a_passage_that_its_article_has_not_is_told(stored: StoredCorpus) -> None:
    """The article alone is not enough."""
    with pytest.raises(KeyError):
        stored.passage(f"{stored.article_ids[0]}@999999")


def test_an_empty_corpus_can_be_stored(tmp_path: Path) -> None:
    """Nothing printed is a corpus too."""
    StoredCorpus(()).save(tmp_path)

    assert StoredCorpus.open(tmp_path).articles == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the shipped pages, to be changed."""
    for file in SHIPPED.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def kept(before: StoredCorpus, after: StoredCorpus) -> set[str]:
    """Give the files whose pages were taken over and not read again."""
    taken = set(map(id, before.records))
    return {record.file for record in after.records if id(record) in taken}


def test_rereading_is_reading(folder: Path) -> None:
    """Read again without a change, or read at once: the same corpus."""
    again = reread_corpus(folder, reread_corpus(folder))

    assert again.segmented == read_corpus(folder).segmented
    assert again.faults == read_corpus(folder).faults


def test_only_what_changed_is_read_again(folder: Path) -> None:
    """One page changed, one gone, one new: the others are taken over as they are."""
    before = reread_corpus(folder)
    changed, gone, *others = (record.file for record in before.records)
    page = folder / changed
    page.write_text(page.read_text("utf-8").replace("2019", "2018"), "utf-8")
    os.utime(page, ns=(1, 1))
    (folder / "new.txt").write_bytes((folder / gone).read_bytes())
    (folder / gone).unlink()

    after = reread_corpus(folder, before)

    assert kept(before, after) == set(others)
    assert after.segmented == read_corpus(folder).segmented


def test_other_metadata_read_the_page_again(folder: Path) -> None:
    """What people say of a page counts as much as its file."""
    before = reread_corpus(folder)
    file = before.records[0].file
    (folder / "pages.toml").write_text(f'["{file}"]\nyear = 1999\n', "utf-8")

    after = reread_corpus(folder, before)

    assert file not in kept(before, after)
    assert after.segmented == read_corpus(folder).segmented


def test_a_page_that_cannot_be_read_is_a_fault_each_time(folder: Path) -> None:
    """A bad file is told again until it is mended; the others are served."""
    (folder / "bad.txt").write_bytes(bytes(range(256)))

    before = reread_corpus(folder)
    after = reread_corpus(folder, before)

    assert "bad.txt" in {fault.file for fault in after.faults}
    assert after.faults == before.faults == read_corpus(folder).faults


def test_two_files_of_one_short_name_keep_ids_apart(folder: Path) -> None:
    """Pages in different folders may be named alike; their articles never are."""
    before = reread_corpus(folder)
    twin = folder / "twin" / before.records[0].file
    twin.parent.mkdir()
    twin.write_bytes((folder / before.records[0].file).read_bytes())

    after = reread_corpus(folder, before)

    assert len(set(after.article_ids)) == len(after.article_ids)
    assert after.segmented == read_corpus(folder).segmented
    assert len(kept(after, reread_corpus(folder, after))) == len(after.records)


def correct(folder: Path, article_id: str, was: str) -> None:
    """Correct a word of an article."""
    row = {"article": article_id, "was": was, "now": "更正", "why": "试"}
    lines = [f'{key} = "{value}"' for key, value in row.items()]
    (folder / "corrections.toml").write_text("\n".join(["[[correction]]", *lines]) + "\n", "utf-8")


def test_corrections_come_and_go_without_reading_everything(folder: Path) -> None:
    """A correction reads its article's page anew, when it comes and when it goes."""
    before = reread_corpus(folder)
    article = before.articles[0]
    correct(folder, article.id, article.paragraphs[0].text[:4])

    after = reread_corpus(folder, before)
    again = reread_corpus(folder, after)

    assert after.segmented == read_corpus(folder).segmented != before.segmented
    assert len(kept(before, after)) == len(before.records) - 1
    assert len(kept(after, again)) == len(after.records)

    (folder / "corrections.toml").unlink()

    assert reread_corpus(folder, again).segmented == before.segmented


def test_a_stale_correction_stops_the_reading(folder: Path) -> None:
    """A correction of what is not there any more is told, not passed over."""
    before = reread_corpus(folder)
    correct(folder, "no such article", "字")

    with pytest.raises(CorpusError, match="no such article"):
        reread_corpus(folder, before)
