"""Lists as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.analysis.analyzer import ZoneAnalyzer
from bot.answering.library.enumerations import enumerations, pairs
from bot.answering.library.parallels import alike_nouns, parallel_clauses
from bot.answering.library.story import Story
from corpus.build import read_corpus


def story(folder: Path, body: str) -> Story:
    """Give a page with this body as a story."""
    (folder / "2021-01-01.md").write_text(f"# 青石村的一天\n\n{body}\n", encoding="utf-8")
    return Story(read_corpus(folder).articles[0])


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("路边种植香樟、银杏和桂花等十种树木，很好看。", ["香樟", "银杏", "桂花"]),
        ("目前已落地绿岛科技、白帆电子、石桥机械等3个项目。", ["绿岛科技", "白帆电子", "石桥机械"]),
        ("活动由溪岸路桥协会、青石商会共同主办，很热闹。", ["溪岸路桥协会", "青石商会"]),
        ("要做到“早起”“早睡”“早饭”，身体才好。", ["早起", "早睡", "早饭"]),
        ("村里定下“早种—早管—早收”的办法。", ["早种", "早管", "早收"]),
        ("村里做三件事：一是修路；二是引水；三是种树。", ["修路", "引水", "种树"]),
        ("搬来有两个理由：水好，酿酒香；路近，运费省。", ["水好，酿酒香", "路近，运费省"]),
        ("春天学习教育、调查研究、整改落实等工作很多。", ["学习教育", "调查研究", "整改落实"]),
        (
            "会上说坚定不移修路、坚定不移种树、坚定不移引水。",
            ["坚定不移修路", "坚定不移种树", "坚定不移引水"],
        ),
        ("村里在东山、西岭、南坡设立三个茶站。", ["东山", "西岭", "南坡"]),
        ("茶、竹、药“三大”产业都旺。", ["茶", "竹", "药"]),
        (
            "村里落实“三个清单”、精准做到“五个环节”要求。",
            ["三个清单", "精准做到“五个环节”要求"],
        ),
        ("头一回用上的农具有电犁、水泵、插秧机。", ["电犁", "水泵", "插秧机"]),
        ("要把修路、引水和种树造林作为大事来办。", ["修路", "引水", "种树造林"]),
        (
            "工坊开设木工雕刻、竹器编织、大件陶瓷烧制和传统布艺印染。",
            ["木工雕刻", "竹器编织", "大件陶瓷烧制", "传统布艺印染"],
        ),
    ],
)
def test_items_are_cut_where_a_reader_would(tmp_path: Path, body: str, items: list[str]) -> None:
    """What leads to a list and what follows it is no part of its items."""
    found = enumerations(story(tmp_path, body), 0, ZoneAnalyzer().words)

    assert items in [[item.text for item in listed.items] for listed in found]


def test_two_may_be_named_with_no_mark_between(tmp_path: Path) -> None:
    """甲和乙 is a list where two are asked for, and each is whole."""
    told = story(tmp_path, "村口挂着石桥茶厂和青石酒坊的招牌，很醒目。")
    found = [[item.text for item in one.items] for one in pairs(told, 0, ZoneAnalyzer().words)]

    assert ["石桥茶厂", "青石酒坊"] in found


def test_what_a_noun_is_said_of_is_a_list(tmp_path: Path) -> None:
    """三盏灯 are the three lamps that are named, wherever they stand."""
    told = story(tmp_path, "村里点亮三盏灯。要点亮平安灯照路，点亮读书灯照人。再点亮清廉灯照心。")
    found = alike_nouns(told, 0, "灯", announced="三盏灯", cut=ZoneAnalyzer().words)

    assert found is not None
    assert [item.text for item in found.items] == ["平安灯", "读书灯", "清廉灯"]


def test_numbered_items_go_on_in_the_next_sentences(tmp_path: Path) -> None:
    """第一，… 第二，… in sentences of their own are one list."""
    body = "会议提出两点要求。第一，安全要守住。第二，服务要跟上。大家都赞成。"
    found = next(enumerations(story(tmp_path, body), 1, ZoneAnalyzer().words))

    assert [item.text for item in found.items] == ["安全要守住", "服务要跟上"]


def test_announced_items_are_found_by_what_they_share(tmp_path: Path) -> None:
    """三场硬战 are the three clauses that end in 战, wherever they stand below."""
    body = "要打好“三场硬战”。坚决打好修路战。路要平整；坚决打好引水战。水要够喝；坚决打好种树战。"
    found = parallel_clauses(story(tmp_path, body), 0, "战", 3, announced="三场硬战")

    assert found is not None
    assert [item.text for item in found.items] == [
        "坚决打好修路战",
        "坚决打好引水战",
        "坚决打好种树战",
    ]
