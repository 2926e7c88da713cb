"""An index that is kept up to date ranks as one built anew."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.retrieval import merging
from bot.retrieval.compiling import index_entries
from bot.retrieval.index import PassageIndex
from corpus.model import Passage
from tests.bot.retrieval.articles import BlankAnalyzer, make_article

TERMS = "abcdef"
ARTICLE = st.lists(st.text(TERMS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=3)
CHANGE = st.dictionaries(st.sampled_from("pqrstuvwxyz"), st.none() | ARTICLE, max_size=4)


@dataclass
class Archive:
    """Articles by name, and the index that is kept up to date with them."""

    articles: dict[str, list[str]]
    index: PassageIndex

    def change(self, changes: dict[str, list[str] | None]) -> None:
        """Let articles go (None), come, or say something else."""
        leaving = list(index_entries(self.passages(set(changes)), BlankAnalyzer()))
        self.articles |= {name: texts for name, texts in changes.items() if texts}
        for name in [name for name, texts in changes.items() if not texts]:
            self.articles.pop(name, None)
        entries = index_entries(self.passages(set(changes)), BlankAnalyzer())
        self.index = self.index.updated(entries, leaving=leaving, order=sorted(self.articles))

    def passages(self, names: Container[str] | None = None) -> list[Passage]:
        """Give the passages of all articles, or of some, in the order of the corpus."""
        return [
            passage
            for name, texts in sorted(self.articles.items())
            if names is None or name in names
            for passage in make_article(name, texts)[1]
        ]

    def rebuilt(self) -> PassageIndex:
        """Give an index built anew."""
        return PassageIndex.build(self.passages(), BlankAnalyzer())


def disagreements(index: PassageIndex, rebuilt: PassageIndex) -> list[str]:
    """Give the questions that two indexes answer differently."""
    questions = [*TERMS, "ab", "fedcba", "aab"]
    return [q for q in questions if index.rank(list(q), 5) != rebuilt.rank(list(q), 5)]


@given(changes=st.lists(CHANGE, max_size=14))
@settings(max_examples=100, deadline=None)
def test_after_any_changes_the_ranking_is_a_rebuilds(
    changes: list[dict[str, list[str] | None]],
) -> None:
    """Whatever came, went and changed, hits, order and scores are those of a rebuild."""
    archive = Archive({}, PassageIndex([]))

    for change in changes:
        archive.change(change)

        assert disagreements(archive.index, archive.rebuilt()) == []


def test_many_small_changes_leave_few_segments() -> None:
    """Segments are merged, so that a year of daily pages is searched as fast as one build."""
    archive = Archive({}, PassageIndex([]))

    for day in range(4 * merging.MAX_SEGMENTS):
        archive.change({f"d{day:03}": ["a b", "c d"], "p": [f"a {'b ' * (day % 5)}"]})

    assert len(archive.index.segments) <= merging.MAX_SEGMENTS + 1
    assert disagreements(archive.index, archive.rebuilt()) == []


def test_what_was_saved_is_what_is_opened(tmp_path: Path) -> None:
    """An index on disk ranks as the one in memory, also after changes."""
    archive = Archive({}, PassageIndex([]))
    for change in ({"p": ["a b c", "a"], "q": ["b b"]}, {"r": ["a f"], "p": None}):
        archive.change(change)

    archive.index.save(tmp_path / "one")
    opened = PassageIndex.open(tmp_path / "one")
    opened.save(tmp_path / "two")

    assert disagreements(opened, archive.rebuilt()) == []
    assert disagreements(PassageIndex.open(tmp_path / "two"), archive.rebuilt()) == []


def test_indexes_share_what_did_not_change(tmp_path: Path) -> None:
    """A newer index on disk takes the room of what is new, not of everything again."""
    archive = Archive({}, PassageIndex([]))
    archive.change({f"d{day:03}": ["a b c d e f"] * 20 for day in range(50)})
    archive.index.save(tmp_path / "one")
    archive.index = PassageIndex.open(tmp_path / "one")
    archive.change({"d000": ["a"]})
    archive.index.save(tmp_path / "two")

    first = {file.stat().st_ino for file in (tmp_path / "one").rglob("segment.bin")}
    second = {file.stat().st_ino for file in (tmp_path / "two").rglob("segment.bin")}

    assert len(first) == 1
    assert first < second
