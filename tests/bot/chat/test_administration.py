"""What admins do from the chat, and what strangers cannot."""

from __future__ import annotations

import pytest

from bot.chat.commands import COMMANDS
from bot.chat.model import Place
from tests.fakes.pages import BRIDGE, POWER, SCHOOL, corpus_of
from tests.fakes.rooms import ADMIN, READER, STRANGER, House

ADMIN_COMMANDS = [command for command in COMMANDS if command.admin]


def _state(house: House) -> tuple[object, ...]:
    records, serving = house.state.records, house.services.generations
    return (
        serving.serving.number,
        records.saved_questions(),
        house.services.drafts,
    )


@pytest.mark.parametrize("command", ADMIN_COMMANDS, ids=lambda command: str(command.name))
async def test_strangers_change_nothing(command: object) -> None:
    """A stranger gets one polite line with his own id, by command, deep link and every button."""
    house = House()
    before = _state(house)
    name = command.name  # type: ignore[attr-defined]
    typed = [
        await house.say(f"/{name}{rest}", STRANGER)
        for rest in ("", " now", " 1", " a | b | c | d", "@lishui_test_bot x")
    ]
    linked = await house.say(f"/start {name}", STRANGER)
    presses = command.presses  # type: ignore[attr-defined]
    pressed = [
        await house.press(f"1:{verb}:{rest}", STRANGER)
        for verb in presses
        for rest in ("", "1", "2", "drop")
    ]

    assert all(heard.text == f"这条命令只有管理员能用。你的编号是 {STRANGER}。" for heard in typed)
    assert all("管理员" in heard.toast for heard in pressed)
    assert "链接" in linked.outgoing[0].html  # type: ignore[union-attr]
    assert _state(house) == before


async def test_admin_commands_are_not_in_a_readers_help() -> None:
    """A reader's /help does not speak of what he may not do; an admin's does."""
    house = House()

    assert "/reload" not in (await house.say("/help")).text
    assert "/reload" in (await house.say("/help", ADMIN)).text


async def test_reload_without_changes() -> None:
    """A reload that finds everything as it was says so, with counts and time."""
    heard = await House().say("/reload", ADMIN)

    assert "没有变化：1 个版面，2 篇报道" in heard.text


async def test_reload_shows_then_swaps() -> None:
    """A reload says what would change, in files, articles and saved answers, before it swaps."""
    house = House()
    await house.say("/saved 松鹤变电站容量", ADMIN)
    house.pages.next = corpus_of(BRIDGE, SCHOOL, POWER)
    shown = await house.say("/reload", ADMIN)
    before = (await house.say("松鹤变电站容量")).text
    swapped = await house.press(shown.data["换上"], ADMIN)
    after = (await house.say("松鹤变电站容量")).text

    assert "改 1" in shown.text
    assert "松鹤变电站投运" in shown.text
    assert "松鹤变电站容量\n　" in shown.text
    assert "12万千伏安" in shown.text
    assert "12万千伏安" not in before
    assert "已换上第 2 版" in swapped.text
    assert "12万千伏安" in after


async def test_reload_now() -> None:
    """`/reload now` swaps without asking."""
    house = House()
    house.pages.next = corpus_of(BRIDGE, POWER)

    assert "已换上" in (await house.say("/reload now", ADMIN)).text


async def test_reload_with_a_bad_file() -> None:
    """A file that cannot be read is named with its line and reason; nothing swaps by itself."""
    house = House()
    house.pages.next = corpus_of(BRIDGE, POWER, faults=1)
    shown = await house.say("/reload", ADMIN)
    report = await house.press(shown.data["报告"], ADMIN)

    assert "bad0.txt:1</code> 不是文字" in shown.text
    assert list(shown.data) == ["去掉它，更换", "放弃", "报告"]
    assert "bad0.txt:1: 不是文字" in report.documents[0].content.decode()
    assert house.services.generations.serving.number == 1


async def test_reload_with_a_known_bad_file() -> None:
    """A file that could not be read before either is named, and there is nothing to swap."""
    house = House()
    house.pages.next = corpus_of(BRIDGE, SCHOOL, faults=1)
    await house.say("/reload now", ADMIN)
    heard = await house.say("/reload", ADMIN)

    assert "没有变化" in heard.text
    assert "bad0.txt:1" in heard.text
    assert heard.data == {}


async def test_reload_with_many_known_bad_files() -> None:
    """More faults than a message shows are in the report, though there is nothing to swap."""
    house = House()
    house.pages.next = corpus_of(BRIDGE, SCHOOL, faults=9)
    await house.say("/reload now", ADMIN)
    heard = await house.say("/reload", ADMIN)
    report = await house.press(heard.data["报告"], ADMIN)

    assert "还有 1 条，见报告" in heard.text
    assert list(heard.data) == ["报告"]
    assert "bad8.txt:1: 不是文字" in report.documents[0].content.decode()


async def test_reload_of_another_date() -> None:
    """A page that is dated anew, by pages.toml, is a change like any other."""
    house = House()
    house.pages.next = corpus_of(BRIDGE, SCHOOL, date="2032-05-01")
    shown = await house.say("/reload", ADMIN)
    await house.press(shown.data["换上"], ADMIN)

    assert "改 1" in shown.text
    assert "2032-05-01" in (await house.say("云桥总投资多少")).text


async def test_reload_that_fails() -> None:
    """Whatever goes wrong while building, the old generation serves on."""
    house = House()
    house.pages.next = OSError("磁盘坏了")
    heard = await house.say("/reload", ADMIN)

    assert "磁盘坏了" in heard.text
    assert "820米" in (await house.say("云桥总投资多少")).text


async def test_discard_and_stale_swap() -> None:
    """A discarded candidate is gone; its buttons do nothing more."""
    house = House()
    house.pages.next = corpus_of(POWER)
    buttons = (await house.say("/reload", ADMIN)).data
    await house.press(buttons["放弃"], ADMIN)

    assert "过期" in (await house.press(buttons["换上"], ADMIN)).toast
    assert house.services.generations.serving.number == 1


async def test_swap_on_a_full_disk() -> None:
    """Where a new generation cannot be kept the old one serves on, and the swap can be repeated."""
    house = House()
    house.pages.next = corpus_of(POWER)
    shown = await house.say("/reload", ADMIN)
    house.pages.full = True
    failed = await house.press(shown.data["换上"], ADMIN)
    house.pages.full = False
    swapped = await house.press(failed.data["换上"], ADMIN)

    assert "磁盘满了" in failed.text
    assert "原来的照常应答" in failed.text
    assert "已换上第 2 版" in swapped.text


async def test_rollback() -> None:
    """After a swap, one press brings the earlier generation back."""
    house = House()
    house.pages.next = corpus_of(POWER)
    adopted = await house.say("/reload now", ADMIN)
    back = await house.press(adopted.data["退回第 1 版"], ADMIN)

    assert "已退回第 1 版" in back.text
    assert "820米" in (await house.say("云桥总投资多少")).text
    assert "退回哪一版" in (await house.say("/rollback", ADMIN)).text


async def test_stats_count_people_without_naming_them() -> None:
    """/stats tells how much was asked and by how many, and no table holds an id."""
    house = House()
    for user in (READER, READER, STRANGER):
        await house.say("云桥总投资多少", user)
    heard = await house.say("/stats", ADMIN)
    (text,) = (one.html for one in heard.outgoing if hasattr(one, "html"))

    assert "问题 3，来过 2 人" in text
    assert "答了 3，没找到 0" in text


async def test_gaps() -> None:
    """What was asked and not found is listed by how often, and goes out as a table."""
    house = House()
    for question in ("月亮上有什么", "月亮上有什么？", "=火星()"):
        await house.say(question)
    heard = await house.say("/gaps", ADMIN)
    table = heard.documents[0].content.decode("utf-8-sig")

    assert "2 × 月亮上有什么" in heard.text
    assert "月亮上有什么,2," in table
    assert "'=火星()" in table
    assert str(READER) not in table


async def test_correction_stands_beside_the_print() -> None:
    """A correction, once swapped in, shows below the quote that it corrects; the print stays."""
    house = House()
    offered = await house.say("/correct 云桥通车 | 820米 | 802米 | 记者来电", ADMIN)
    before = await house.say("云桥总投资多少")
    await house.press(offered.data["换上"], ADMIN)
    after = await house.say("云桥总投资多少")

    assert "改 1" in offered.text
    assert "更正" not in before.text
    assert "全长820米" in after.text
    assert "更正：“820米”应为“802米”（记者来电）" in after.text


async def test_correction_is_found_by_both() -> None:
    """What should have been printed finds the print that it corrects."""
    house = House()
    offered = await house.say("/correct 清溪小学招生 | 松鹤路 | 白鹭街 | 学校来函", ADMIN)
    await house.press(offered.data["换上"], ADMIN)
    heard = await house.say("白鹭街")

    assert "学校位于松鹤路18号" in heard.text
    assert "应为“白鹭街”" in heard.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "写成"),
        ("云桥通车 | 820米 | 802米", "写成"),
        ("没有这篇 | 820米 | 802米 | 来电", "没有找到"),
        ("云桥通车 | 900米 | 802米 | 来电", "没有印着"),
    ],
)
async def test_correction_that_cannot_be(typed: str, said: str) -> None:
    """A correction that names no article, or words that are not printed, says which."""
    assert said in (await House().say(f"/correct {typed}", ADMIN)).text


async def test_broadcast() -> None:
    """A notice is shown first, goes out once confirmed, and only once."""
    house = House()
    await house.say("/start")
    preview = await house.say("/broadcast 今晚 <停机>", ADMIN)
    sent = await house.press(preview.data["发出"], ADMIN)
    again = await house.press(preview.data["发出"], ADMIN)

    assert [(push.to, push.html) for push in sent.pushed] == [(Place(READER), "今晚 &lt;停机&gt;")]
    assert "过期" in again.toast


async def test_broadcast_of_another_text() -> None:
    """The button under an older preview never sends a newer text."""
    house = House()
    await house.say("/start")
    old = await house.say("/broadcast 一", ADMIN)
    await house.say("/broadcast 二", ADMIN)

    assert (await house.press(old.data["发出"], ADMIN)).pushed == []


async def test_export() -> None:
    """Feedback goes out as a table."""
    house = House()
    wrong = (await house.say("云桥总投资多少")).data["不对"]
    reason = (await house.press(wrong)).data["过时了"]
    await house.press(reason)
    heard = await house.say("/export", ADMIN)

    assert "outdated,云桥总投资多少,820米" in heard.documents[0].content.decode("utf-8-sig")
