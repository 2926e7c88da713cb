"""Names in print, and names typed wrongly."""

from __future__ import annotations

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.language.names import NameKind, core_of, mentions_in
from bot.answering.language.person_names import find_holders, find_persons
from bot.answering.library.known_names import Names
from bot.answering.understanding.spelling import Speller

TEXT = (
    "浙江溪岸路桥有限公司（以下简称溪岸路桥）总经理冯立群表示，东溪大桥位于青石区块。"
    "施工员是工地施工管理人员的简称。《工地安全办法》写着“五必须”。"
)


@pytest.fixture(scope="module")
def names() -> Names:
    """Give the names of the text above."""
    cut = ZoneAnalyzer().words
    said = mentions_in(TEXT, cut, persons=["高山"], firms=["绿岛科技"])
    return Names(cut).changed(gone=[], came=[said])


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("浙江溪岸路桥有限公司", NameKind.ORGANISATION),
        ("溪岸路桥", NameKind.ORGANISATION),
        ("冯立群", NameKind.PERSON),
        ("高山", NameKind.PERSON),
        ("绿岛科技", NameKind.ORGANISATION),
        ("五必须", NameKind.TERM),
        ("工地安全办法", NameKind.TITLE),
    ],
)
def test_a_name_is_known_by_every_form(names: Names, form: str, kind: NameKind) -> None:
    """Full names, short names, persons in office, titles and quoted terms are found."""
    name = names.get(form)

    assert name is not None
    assert name.kind is kind


def test_a_short_name_means_the_full_one(names: Names) -> None:
    """What brackets say a firm is called is the firm."""
    assert names.get("溪岸路桥") == names.get("浙江溪岸路桥有限公司")


def test_a_plain_word_is_no_beginning_of_a_name(names: Names) -> None:
    """浙江 and 路桥 name no firm."""
    assert names.get("路桥") is None


def test_offices_lead_to_persons() -> None:
    """书记甲、主任乙: each office leads to its holder, and nothing else does."""
    assert list(find_persons("党委书记冯立群、副主任高山出席，领导干部参加")) == ["冯立群", "高山"]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("队长房大山靠在车上", ["房大山"]),
        ("总经理尉迟敏把合同签了", ["尉迟敏"]),
        ("局长从山上下来", []),
        ("居民常小路过这里", []),
        ("主任高度重视", []),
    ],
)
def test_whoever_holds_an_office_is_named_right_after_it(text: str, holders: list[str]) -> None:
    """An office leads to its holder whatever the holder does; a plain word after it is no name."""
    assert list(find_holders(text, ZoneAnalyzer().words)) == holders


@pytest.mark.parametrize(
    ("full", "core"),
    [
        ("浙江溪岸路桥有限公司", "溪岸路桥"),
        ("丽水白帆电子科技股份有限公司", "白帆"),
        ("开发区青石区块", "青石区块"),
    ],
)
def test_the_core_of_a_name(full: str, core: str) -> None:
    """People leave out where a firm is from and what kind of firm it is."""
    assert core_of(full) == core


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("溪按路桥多长", "溪岸路桥"),  # same sound
        ("东溪大乔多长", "东溪大桥"),  # same sound
        ("绿岛可技投产", "绿岛科技"),  # same sound
        ("东桥多长", None),  # too short to guess
        ("西溪大桥多长", None),  # another bridge, not a misspelt one
    ],
)
def test_a_misspelt_name_is_corrected_only_where_it_is_sure(
    typed: str, printed: str | None
) -> None:
    """A same-sounding name is put right; a different one is left alone."""
    forms = ["溪岸路桥", "东溪大桥", "绿岛科技"]
    speller = Speller(forms, lambda word: any(word in form for form in forms))

    assert next((found.printed for found in speller.corrections(typed)), None) == printed
