"""The shipped pages: digests in our own words, with what is known of each beside them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "corpus" / "pages"
SHARED_PAGES = ROOT.parent / "shared" / "pages"
LONGEST_SHARED_RUN = 15

OFFICIAL_NAMES = [
    "集聚区（开发区）党工委书记、开发区管委会主任刘志伟",
    "集聚区（开发区）党工委书记、管委会主任刘志伟",
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
    "《丽水经济技术开发区地方政府专项债券项目及资金管理暂行办法》",
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


@pytest.mark.parametrize("digest", _digests(), ids=lambda path: path.name)
def test_no_sentence_of_the_newspaper_is_copied(digest: Path) -> None:
    """Digests share no run of 16 characters with the newspaper, names of things apart."""
    if not SHARED_PAGES.is_dir():
        pytest.skip("needs the newspaper's pages in ../shared/pages")
    printed = "".join(_letters(page.read_text("utf-8")) for page in SHARED_PAGES.iterdir())
    ours = _letters(digest.read_text("utf-8"))
    for name in OFFICIAL_NAMES:
        ours = ours.replace(_letters(name), "\n")
    size = LONGEST_SHARED_RUN + 1

    runs = (ours[at : at + size] for at in range(len(ours) - size + 1))
    assert [run for run in runs if "\n" not in run and run in printed] == []
