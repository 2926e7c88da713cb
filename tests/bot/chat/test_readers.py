"""The commands of readers: what is new, what to be told, what is kept about them."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.chat.commands import COMMANDS
from bot.chat.following import due
from bot.chat.model import InlineResults, Place, Searched, Sender
from tests.fakes.pages import BRIDGE, POWER, SCHOOL, corpus_of
from tests.fakes.rooms import ADMIN, NOON, READER, STRANGER, House


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
async def test_bare_command(command: object) -> None:
    """Every command does something sensible without a word behind it."""
    heard = await House().say(f"/{command.name}", ADMIN)  # type: ignore[attr-defined]

    assert heard.text


async def test_start() -> None:
    """/start says what is read, and offers no example that would find nothing."""
    heard = await House().say("/start")

    assert "1 个版面，2 篇报道" in heard.text
    assert "比如" not in heard.text
    assert heard.data == {}


@pytest.mark.parametrize("command", ["/start", "/source"])
async def test_digest_is_called_so(command: str) -> None:
    """While the shipped digest is read, nobody is told that it is a newspaper."""
    house = House()
    newspaper = (await house.say(command)).text
    house.services.reads_digest = True

    assert "摘编" not in newspaper
    assert "不是报纸原文" in (await house.say(command)).text


async def test_latest_by_day() -> None:
    """/latest lists headlines by day, and a number opens one."""
    house = House()
    heard = await house.say("/latest")

    assert heard.text.startswith("<b>最新的报道</b>\n\n<b>2031-05-01（年份推定）</b>\n1. 云桥通车")
    assert "清溪小学招收" not in (await house.press(heard.data["1"])).text
    assert "云桥全长" in (await house.press(heard.data["1"])).text


async def test_latest_pages() -> None:
    """Older articles are one press away, and back."""
    house = House()
    stories = [(f"第{n}条新闻", f"第{n}条的正文。") for n in range(1, 8)]
    house.pages.next = corpus_of(*stories)
    await house.say("/reload now", ADMIN)
    first = await house.say("/latest")
    second = await house.press(first.data["更早"])
    back = await house.press(second.data["更近"])

    assert "第6条新闻" in second.text
    assert {"更近", "更早"} <= set(second.data)
    assert "第1条新闻" in back.text


async def test_date_without_a_year() -> None:
    """Where a day is printed and no year is known, it says just that."""
    house = House()
    house.pages.next = corpus_of(BRIDGE, date="")
    await house.say("/reload now", ADMIN)

    assert "5月1日（年份不明）" in (await house.say("/latest")).text


async def test_follow_from_latest() -> None:
    """Below a topic, one press asks to be told of news."""
    house = House()
    heard = await house.say("/latest 松鹤")
    done = await house.press(heard.data["有新的告诉我"])

    assert "松鹤" in done.toast
    assert "松鹤" in (await house.say("/following")).text


async def test_news_once_and_not_at_night() -> None:
    """News on a followed topic comes once for each article, and never in the quiet hours."""
    house = House()
    await house.say("/follow 松鹤")
    house.pages.next = corpus_of(BRIDGE, SCHOOL, POWER)
    house.now = NOON.replace(hour=23)
    await house.say("/reload now", ADMIN)
    night = list(due(house.services))
    house.now = NOON + dt.timedelta(days=1)
    day = list(due(house.services))
    again = list(due(house.services))

    assert night == []
    assert [push.to for push in day] == [Place(READER)]
    assert "松鹤变电站投运" in day[0].html
    assert again == []


async def test_unfollow() -> None:
    """What is no longer followed is no longer told."""
    house = House()
    await house.say("/follow 松鹤")
    offered = await house.say("/unfollow")
    await house.press(offered.data["✕ 松鹤"])

    assert "还没有关注" in (await house.say("/following")).text


async def test_digest() -> None:
    """A digest comes once a day at its time, with what is new since, and never twice."""
    house = House()
    await house.say("/digest on 8:30")
    nothing_new = list(due(house.services))
    house.pages.next = corpus_of(BRIDGE, SCHOOL, POWER)
    await house.say("/reload now", ADMIN)
    same_day = list(due(house.services))
    house.now += dt.timedelta(days=1)
    next_day = list(due(house.services))
    house.now += dt.timedelta(days=1)

    assert nothing_new == same_day == []
    assert [push.to for push in next_day] == [Place(READER)]
    assert "松鹤变电站投运" in next_day[0].html
    assert "云桥通车" not in next_day[0].html
    assert list(due(house.services)) == []


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("on", "08:00"),
        ("on 9:05", "09:05"),
        ("21：00", "21:00"),
        ("on 9点", "09:00"),
        ("7点半", "07:30"),
    ],
)
async def test_digest_times(typed: str, time: str) -> None:
    """A time is understood as people write it."""
    assert time in (await House().say(f"/digest {typed}")).text


async def test_digest_off() -> None:
    """One press ends the digest."""
    house = House()
    heard = await house.say("/digest on")
    await house.press(heard.data["不要了"])

    assert list(due(house.services)) == []


async def test_digest_at_night_is_refused() -> None:
    """A digest in the quiet hours is refused with the hours."""
    assert "22:00" in (await House().say("/digest on 23:30")).text


async def test_blocked_readers_are_left_alone() -> None:
    """Who has blocked the bot gets nothing more."""
    house = House()
    await house.say("/digest on 08:00")
    house.state.people.block(READER)

    assert list(due(house.services)) == []


async def test_timeline() -> None:
    """/timeline gives the dated sentences on something."""
    heard = await House().say("/timeline 云桥")

    assert "<b>2031-05-01（年份推定）</b>\n<blockquote>云桥全长820米" in heard.text


async def test_timeline_pages() -> None:
    """A long timeline comes a screen at a time, in the same message."""
    house = House()
    house.pages.next = corpus_of(*[(f"云桥第{n}天", f"云桥浇了{n}号墩。") for n in range(1, 8)])
    await house.say("/reload now", ADMIN)
    first = await house.say("/timeline 云桥浇")
    second = await house.press(first.data["下一页 ›"])
    back = await house.press(second.data["‹ 上一页"])

    assert "（7 句" in first.text
    assert "1号墩" in first.text
    assert "5号墩" not in first.text
    assert "7号墩" in second.text
    assert list(second.data) == ["‹ 上一页"]
    assert back.text == first.text


async def test_topics() -> None:
    """/topics offers what the pages talk about; a press shows what is printed on it."""
    house = House()
    heard = await house.say("/topics")

    assert "云桥通车" in (await house.press(heard.data["云桥"])).text


async def test_source() -> None:
    """/source tells which pages are read, and of which years."""
    heard = await House().say("/source")

    assert "2031（2）" in heard.text
    assert "云溪日报 03要闻：2 篇" in heard.text


async def test_language() -> None:
    """A chosen language stays, whatever Telegram's is."""
    house = House()
    offered = await house.say("/lang")
    await house.press(offered.data["English"])

    assert "Newest articles" in (await house.say("/latest", language="zh-hans")).text


async def test_forget() -> None:
    """/forget deletes everything about a user: topics, digest, language, what was said."""
    house = House()
    for line in ("/start", "/follow 云桥", "/digest on", "/lang en", "云桥总投资多少"):
        await house.say(line)
    await house.say("/forget")
    people = house.state.people

    assert people.followed(READER) == []
    assert people.digest(READER) is None
    assert people.language(READER) is None
    assert people.reachable() == []
    assert house.state.records.figures("2000").visitors == 0
    assert "报上没找到" in (await house.say("那长度呢")).text


async def test_private_commands_in_a_group() -> None:
    """What concerns one person is not done before a group."""
    heard = await House().say("/follow 云桥", place=Place(-100500, private=False))

    assert "私聊" in heard.text


async def test_inline_of_the_unlisted() -> None:
    """With an allow-list, others are offered nothing inline, and no message comes of it."""
    house = House(allowed=frozenset({READER}))
    searched = Searched(Sender(STRANGER), Place(STRANGER), "云桥")

    assert [one async for one in house.room.receive(searched)] == [InlineResults(())]


async def test_inline() -> None:
    """An inline query offers cited passages."""
    house = House()
    searched = Searched(Sender(READER), Place(READER), "云桥")
    (offered,) = [one async for one in house.room.receive(searched)]

    assert isinstance(offered, InlineResults)
    assert "第2行" in offered.results[0].html
