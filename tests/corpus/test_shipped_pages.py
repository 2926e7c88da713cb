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
TEXT_FILES = {".py", ".md", ".toml", ".txt", ".html", ".json", ".jsonl", ".csv"}

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


def _letters(text: str) -> str:
    """Keep letters, digits and characters: punctuation and layout hide no copy."""
    return re.sub(r"[\W_]", "", text.replace("戶", "户"))


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
    """The letters of the newspaper's pages."""
    if not SHARED_PAGES.is_dir():
        pytest.skip("needs the newspaper's pages in ../shared/pages")
    return "\n".join(_letters(page.read_text("utf-8")) for page in SHARED_PAGES.iterdir())


def _copied_runs(text: str, newspaper: str, size: int) -> list[str]:
    """Give every run of that many letters that the newspaper has too, names of things apart."""
    ours = _letters(text)
    for name in OFFICIAL_NAMES:
        ours = ours.replace(_letters(name), "\n")
    printed = {newspaper[at : at + size] for at in range(len(newspaper) - size + 1)}
    runs = (ours[at : at + size] for at in range(len(ours) - size + 1))
    return [run for run in runs if "\n" not in run and run in printed]


@pytest.mark.parametrize("digest", _digests(), ids=lambda path: path.name)
def test_no_sentence_of_the_newspaper_is_copied(digest: Path, newspaper: str) -> None:
    """Digests share no run of 16 letters with the newspaper."""
    assert _copied_runs(digest.read_text("utf-8"), newspaper, size=16) == []


@pytest.mark.parametrize("folder", ["bot", "corpus", "tests", "benchmarks", "docs"])
def test_no_sentence_of_the_newspaper_is_anywhere_in_the_project(
    folder: str, newspaper: str
) -> None:
    """Code, data, tests and docs share no run of 20 letters with the newspaper."""
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in TEXT_FILES]

    copied = {path.name: _copied_runs(path.read_text("utf-8"), newspaper, 20) for path in files}
    assert {name: runs for name, runs in copied.items() if runs} == {}


def test_a_copied_sentence_would_be_noticed(newspaper: str) -> None:
    """A sentence of the newspaper is found in a text, whatever stands between its letters."""
    sentence = newspaper[1000:1040]
    text = "前文，" + "，".join(sentence) + "。后文"

    assert _copied_runs(text, newspaper, size=20)
