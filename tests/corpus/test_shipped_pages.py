"""The shipped pages: digests in our own words, with what is known of each beside them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.build import read_corpus
from corpus.contract import page_object

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "corpus" / "pages"
GOLD = ROOT / "tests" / "quality" / "pages" / "shipped" / "gold"
SHARED_PAGES = ROOT.parent / "shared" / "pages"
TEXT_FILES = {".py", ".md", ".marked", ".toml", ".txt", ".html", ".json", ".jsonl", ".csv"}

FIELDS = [
    "kind",
    "headline",
    "subheadline",
    "deck",
    "byline",
    "authors",
    "date_text",
    "paragraphs",
    "section_headings",
]
"""What of every shipped article is compared with its gold."""

OFFICIAL_NAMES = [
    "集聚区（开发区）党工委书记、开发区管委会主任刘志伟",
    "经开区党工委书记、管委会主任刘志伟",
    "丽水市侨联党组书记、主席郭海光",
    "丽水经开区经济促进部副部长何旭军",
    "丽水中科半导体材料研究中心有限公司",
    "延锋安道拓方德电机有限公司",
    "浙江中广电器集团股份有限公司",
    "浙江方德机器人系统技术有限公司（以下简称方德机器人）",
    "先进半导体材料与芯片研究中心",
    "功率器件超薄芯片背道加工线项目",
    "丽水南城产教融合综合培训服务中心",
    "《地方政府专项债券项目及资金管理暂行办法》",
    "《地方政府专项债券项目及资金使用管理暂行办法》",
    "《关于进一步推动区内工业经济稳进提质的意见》",
    "2019浙江民企“双对接”暨促进小微企业高质量发展活动",
    "2019年浙江省小微企业“成长之星”",
]
"""Names of offices, firms, projects and papers have no other words."""


MARKS = re.compile(r"(?m)^[^│\n]{0,8}│|[\W_]")
LAYOUT = re.compile(r"(?m)^[^│\n]{0,8}│|[\s*#|]")
"""What hides no copy: layout, the labels of marked pages, and punctuation, or all but that."""


def _letters(text: str, hiding: re.Pattern[str] = MARKS) -> str:
    """Keep letters, digits and characters, and punctuation if that is not taken to hide a copy."""
    return hiding.sub("", text.replace("戶", "户"))


def _digests() -> list[Path]:
    return sorted(path for path in PAGES.iterdir() if path.suffix in {".txt", ".md"})


def test_pages_toml_tells_of_every_shipped_page_and_of_no_other() -> None:
    """Source and year of every shipped page are known."""
    about = tomllib.loads((PAGES / "pages.toml").read_text("utf-8"))

    assert set(about) == {page.name for page in _digests()}
    assert all({"source", "year"} <= set(page) for page in about.values())


@pytest.mark.parametrize("digest", _digests(), ids=lambda path: path.name)
def test_every_digest_names_the_printed_page_it_digests(digest: Path) -> None:
    """A reader can go from a digest to the page it was made from."""
    text = re.sub(r"\s", "", digest.read_text("utf-8"))

    assert re.search(r"来源：版面\d{3}_[0-9a-f]{16}第.篇", text)


@pytest.fixture(scope="module")
def segmented() -> dict[str, list[dict[str, Any]]]:
    """The articles of every shipped page, as the command line gives them."""
    pages = [page_object(page) for page in read_corpus(PAGES).segmented]
    return {page["file"]: page["articles"] for page in pages}


def _outline(articles: list[dict[str, Any]]) -> list[str]:
    """Write the fields compared as text without blanks: where layout blanks stand is no fault."""
    outlines = [{field: article[field] for field in FIELDS} for article in articles]
    return [re.sub(r"\s", "", json.dumps(one, ensure_ascii=False)) for one in outlines]


@pytest.mark.parametrize("digest", _digests(), ids=lambda path: path.name)
def test_every_digest_is_read_as_it_was_written(
    digest: Path, segmented: dict[str, list[dict[str, Any]]]
) -> None:
    """The shipped pages come out whole: every article with its headline, words and date."""
    gold = json.loads((GOLD / f"{digest.stem}.json").read_text("utf-8"))

    assert _outline(segmented[digest.name]) == _outline(gold["articles"])


@pytest.fixture(scope="module")
def newspaper() -> str:
    """The newspaper's pages."""
    if not SHARED_PAGES.is_dir():
        pytest.skip("needs the newspaper's pages in ../shared/pages")
    return "\n".join(page.read_text("utf-8") for page in SHARED_PAGES.iterdir())


@pytest.fixture(scope="module")
def printed_letters(newspaper: str) -> str:
    """Its letters alone."""
    return _letters(newspaper)


@pytest.fixture(scope="module")
def printed_characters(newspaper: str) -> str:
    """Its letters and punctuation."""
    return _letters(newspaper, LAYOUT)


def _copied_runs(
    text: str, newspaper: str, size: int, hiding: re.Pattern[str] = MARKS
) -> list[str]:
    """Give every run of that many letters that the newspaper has too, names of things apart."""
    ours = _letters(text, hiding)
    for name in OFFICIAL_NAMES:
        ours = ours.replace(_letters(name, hiding), "\n")
    printed = {newspaper[at : at + size] for at in range(len(newspaper) - size + 1)}
    runs = (ours[at : at + size] for at in range(len(ours) - size + 1))
    return [run for run in runs if "\n" not in run and run in printed]


@pytest.mark.parametrize("digest", _digests(), ids=lambda path: path.name)
def test_no_sentence_of_the_newspaper_is_copied(digest: Path, printed_letters: str) -> None:
    """Digests share no run of 16 letters with the newspaper."""
    assert _copied_runs(digest.read_text("utf-8"), printed_letters, size=16) == []


@pytest.mark.parametrize("folder", ["bot", "corpus", "tests", "benchmarks", "docs"])
def test_no_sentence_of_the_newspaper_is_anywhere_in_the_project(
    folder: str, printed_letters: str, printed_characters: str
) -> None:
    """Code, data, tests and docs share no run of 20 letters with it, nor 22 with punctuation."""
    for path in (ROOT / folder).rglob("*"):
        if path.suffix in TEXT_FILES:
            text = path.read_text("utf-8")
            copied = _copied_runs(text, printed_letters, 20)
            copied += _copied_runs(text, printed_characters, 22, LAYOUT)
            assert copied == [], path


def test_a_copied_sentence_would_be_noticed(printed_letters: str) -> None:
    """A sentence of the newspaper is found in a text, whatever stands between its letters."""
    sentence = printed_letters[1000:1040]
    text = "前文，" + "，".join(sentence) + "。后文"

    assert _copied_runs(text, printed_letters, size=20)
