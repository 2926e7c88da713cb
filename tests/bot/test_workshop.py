"""Generations of a folder: built, kept on disk, served again after a restart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.chat.generations import Generation, Generations
from bot.retrieval.archive import IndexedCorpus, open_store
from bot.workshop import FolderWorkshop
from corpus.errors import CorpusError
from corpus.model import Correction, Fault
from corpus.store import Generation as Stored
from corpus.store import Store

BRIDGE = "# 云桥通车\n\n本报讯（记者 王清）2031年5月1日，云桥正式通车。云桥全长820米。\n"
SCHOOL = "# 清溪小学招生\n\n本报讯（记者 李明）2031年4月2日，清溪小学今年招收240名新生。\n"


def _silent(_done: int, _total: int) -> None:
    """Show no progress."""


def _titles(generation: Generation) -> list[str]:
    return sorted(article.title for article in generation.corpus.articles)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a corpus folder of one page."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    return pages


@pytest.fixture(params=["memory", "disk"])
def workshop(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> FolderWorkshop:
    """Give a workshop of the folder that keeps what it makes, in either place."""
    store = open_store(tmp_path / "data") if request.param == "disk" else None
    return FolderWorkshop(folder, store)


async def test_swap_and_roll_back(workshop: FolderWorkshop, folder: Path) -> None:
    """A new page is served once adopted; the generation before can be served again."""
    generations = Generations(workshop.open(_silent), workshop)
    first = generations.serving.number
    (folder / "school.md").write_text(SCHOOL, encoding="utf-8")
    token, _ = await generations.prepare(_silent)
    before = _titles(generations.serving)
    await generations.adopt(token)
    after = _titles(generations.serving)
    back = await generations.roll_back(first)

    assert before == ["云桥通车"]
    assert after == ["云桥通车", "清溪小学招生"]
    assert back is generations.serving
    assert _titles(generations.serving) == before


async def test_answers(workshop: FolderWorkshop) -> None:
    """A generation answers and searches, fresh or brought back."""
    opened = workshop.open(_silent)
    again = workshop.bring_back(opened.number)

    for generation in (opened, again):
        assert generation is not None
        found = await generation.searching.search("云桥全长", 3)
        answer = (await generation.answering.answer("云桥有多长")).answer
        assert "820米" in found[0].text
        assert answer.short is not None
        assert answer.short.text == "820米"


def test_fetched_pages(folder: Path) -> None:
    """New pages are fetched before a folder is built anew, never at start; what fails is told."""
    fault = Fault("https://paper.example/1", 0, "服务器回答 404")

    def fetch() -> list[Fault]:
        (folder / "school.md").write_text(SCHOOL, encoding="utf-8")
        return [fault]

    workshop = FolderWorkshop(folder, fetch=fetch)
    opened = workshop.open(_silent)
    built = workshop.build(_silent)

    assert _titles(opened) == ["云桥通车"]
    assert _titles(built) == ["云桥通车", "清溪小学招生"]
    assert built.faults == (fault,)


def test_an_empty_folder_is_filled(folder: Path, tmp_path: Path) -> None:
    """Where pages are fetched, a bot starts for the first time with an empty folder, or none."""
    empty, store = tmp_path / "empty", open_store(tmp_path / "data")

    def fetch() -> list[Fault]:
        shutil.copytree(folder, empty)
        return []

    assert _titles(FolderWorkshop(empty, store, fetch).open(_silent)) == ["云桥通车"]
    shutil.rmtree(empty)
    with pytest.raises(CorpusError, match="empty"):
        FolderWorkshop(empty, open_store(tmp_path / "none"), list).open(_silent)


async def test_correction(workshop: FolderWorkshop) -> None:
    """A correction is written beside the pages and stands beside its article ever after."""
    generations = Generations(workshop.open(_silent), workshop)
    (article,) = generations.serving.corpus.articles
    await generations.correct(article, Correction("820米", "802米", '记者“来电”\\ "x"'))
    token, _ = await generations.prepare(_silent)
    await generations.adopt(token)
    (corrected,) = generations.serving.corpus.articles

    assert corrected.corrections == (Correction("820米", "802米", '记者“来电”\\ "x"'),)


async def test_adopt_twice(workshop: FolderWorkshop, folder: Path) -> None:
    """A token is good for one swap."""
    generations = Generations(workshop.open(_silent), workshop)
    (folder / "school.md").write_text(SCHOOL, encoding="utf-8")
    token, _ = await generations.prepare(_silent)

    assert await generations.adopt(token)
    assert await generations.adopt(token) is None


def test_rollback_survives_a_restart(folder: Path, tmp_path: Path) -> None:
    """While the folder stays as it is, a restart serves what was served last."""
    workshop = FolderWorkshop(folder, open_store(tmp_path))
    first = workshop.open(_silent)
    (folder / "school.md").write_text(SCHOOL, encoding="utf-8")
    workshop.keep(workshop.build(_silent))
    workshop.bring_back(first.number)
    restarted = FolderWorkshop(folder, open_store(tmp_path)).open(_silent)

    assert restarted.number == first.number
    assert _titles(restarted) == ["云桥通车"]


def test_changed_while_down(folder: Path, tmp_path: Path) -> None:
    """A page that came while the bot was down is served from the next start."""
    FolderWorkshop(folder, open_store(tmp_path)).open(_silent)
    (folder / "school.md").write_text(SCHOOL, encoding="utf-8")
    restarted = FolderWorkshop(folder, open_store(tmp_path)).open(_silent)

    assert restarted.number == 2
    assert _titles(restarted) == ["云桥通车", "清溪小学招生"]


def test_a_question_writes_nothing(folder: Path, tmp_path: Path) -> None:
    """A question asked from the command line starts from what is stored, and writes nothing."""
    data = tmp_path / "data"
    FolderWorkshop(folder, open_store(data)).open(_silent)
    stored = sorted(data.rglob("*"))
    (folder / "school.md").write_text(SCHOOL, encoding="utf-8")
    asked = FolderWorkshop(folder, open_store(data), keep=False).open(_silent)

    assert _titles(asked) == ["云桥通车", "清溪小学招生"]
    assert sorted(data.rglob("*")) == stored


@pytest.mark.parametrize("hurt", ["pages.bin", "segment.bin"])
@pytest.mark.parametrize("keep", [True, False], ids=["serving", "asking"])
def test_a_damaged_store(folder: Path, tmp_path: Path, hurt: str, *, keep: bool) -> None:
    """What a failing disk gives back changed is not served: the pages are read again, and told."""
    FolderWorkshop(folder, open_store(tmp_path)).open(_silent)
    (stored,) = tmp_path.rglob(hurt)
    stored.write_bytes(bytes(stored.stat().st_size))
    opened = FolderWorkshop(folder, open_store(tmp_path), keep=keep).open(_silent)

    assert _titles(opened) == ["云桥通车"]
    assert [Path(fault.file).name for fault in opened.faults] == ["000001"] * keep
    if keep:
        again = FolderWorkshop(folder, open_store(tmp_path)).open(_silent)
        assert (again.number, again.faults) == (2, ())


def test_rolling_back_to_a_damaged_generation(folder: Path, tmp_path: Path) -> None:
    """A generation that the disk does not give back cannot be brought back."""
    workshop = FolderWorkshop(folder, open_store(tmp_path))
    first = workshop.open(_silent)
    (folder / "school.md").write_text(SCHOOL, encoding="utf-8")
    second = workshop.keep(workshop.build(_silent))
    hurt = next(path for path in tmp_path.rglob("pages.bin") if "000001" in path.parts)
    hurt.write_bytes(bytes(hurt.stat().st_size))

    assert workshop.bring_back(first.number) is None
    assert workshop.bring_back(second.number) is not None


class LockedStore(Store):
    """A store in a folder that may not be read."""

    def generations(self) -> list[Stored]:
        """Fail as such a folder does."""
        raise PermissionError


def test_a_locked_store_stops_no_question(folder: Path, tmp_path: Path) -> None:
    """A question needs no store: where it may not be read, the pages are."""
    locked = LockedStore(tmp_path, form="")

    assert _titles(FolderWorkshop(folder, locked, keep=False).open(_silent)) == ["云桥通车"]
    with pytest.raises(PermissionError):
        FolderWorkshop(folder, locked)


def test_a_folder_that_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    """A restart with a stale correction, or without the folder, serves what was served last."""
    FolderWorkshop(folder, open_store(tmp_path / "data")).open(_silent)
    row = {"article": "gone", "was": "甲", "now": "乙", "why": "来电"}
    text = "\n".join(["[[correction]]", *(f'{key} = "{value}"' for key, value in row.items())])
    (folder / "corrections.toml").write_text(text, encoding="utf-8")
    stale = FolderWorkshop(folder, open_store(tmp_path / "data")).open(_silent)
    folder.rename(tmp_path / "elsewhere")
    missing = FolderWorkshop(folder, open_store(tmp_path / "data")).open(_silent)

    assert _titles(stale) == _titles(missing) == ["云桥通车"]
    assert "corrections.toml:1" in stale.faults[0].message
    assert str(folder) in missing.faults[0].message


async def test_a_large_corpus_is_reloaded_by_a_process(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process of its own reads for a large corpus; the same is served, and answers."""
    monkeypatch.setattr("bot.workshop.PROCESS_FROM", 1)
    monkeypatch.setattr("bot.workshop._processors", lambda: 2)
    workshop = FolderWorkshop(folder, open_store(tmp_path / "data"))
    generations = Generations(workshop.open(_silent), workshop)
    with workshop.ready_to_reload():
        (folder / "school.md").write_text(SCHOOL, encoding="utf-8")
        token, candidate = await generations.prepare(_silent)
        adopted = await generations.adopt(token)
        _, again = await generations.prepare(_silent)

    assert isinstance(candidate.origin, IndexedCorpus)
    assert candidate.origin.folder is not None
    assert adopted is not None
    assert _titles(adopted) == _titles(again) == ["云桥通车", "清溪小学招生"]
    answer = (await adopted.answering.answer("清溪小学招收多少新生")).answer
    assert answer.short is not None
    assert answer.short.text == "240名"


def test_nothing_to_serve(tmp_path: Path) -> None:
    """A folder without a page that can be used is an error that names it."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")

    with pytest.raises(CorpusError, match=tmp_path.name):
        FolderWorkshop(tmp_path).open(_silent)
