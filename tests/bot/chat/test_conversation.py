"""Asking, and the buttons under an answer."""

from __future__ import annotations

import pytest

from bot.chat.memory import FOLLOW_UP_SECONDS
from bot.chat.model import Place, Reply, Said, Sender
from bot.state.database import StateError
from tests.fakes.rooms import READER, STRANGER, House, fill

GROUP = Place(-100500, private=False, thread_id=7)


async def test_answer_first() -> None:
    """An answer is one message: the answer in bold, the sentence, then where it stands."""
    heard = await House().say("云桥总投资多少")

    assert len(heard.outgoing) == 1
    assert heard.text.startswith("<b>820米</b>")
    assert "<blockquote>云桥全长820米，总投资3.5亿元。</blockquote>" in heard.text
    assert heard.text.endswith("云桥通车 · 03要闻 第2行 · 2031-05-01（年份推定）")
    assert list(heard.data) == ["前后文", "全文", "不对"]


async def test_context_and_article() -> None:
    """One press shows the paragraph around a quote, another the whole article."""
    house = House()
    buttons = (await house.say("云桥两条公交专用道")).data

    assert "它把东岸和西岸连在一起" in (await house.press(buttons["前后文"])).text
    assert "云桥全长820米" in (await house.press(buttons["全文"])).text


async def test_not_found_says_so() -> None:
    """Where nothing is printed it says so, and labels what comes closest."""
    heard = await House().say("月亮上有什么")

    assert "报上没找到" in heard.text
    assert "不是答案" in heard.text
    assert list(heard.data) == ["看这一条", "换个问法"]


async def test_choice() -> None:
    """A question that could mean several things is asked back, with a button for each."""
    house = House()
    heard = await house.say("多少")
    chosen = await house.press(heard.data["清溪小学招多少人"])

    assert "240名" in chosen.text


async def test_follow_up_ends_by_itself() -> None:
    """A follow-up leans on the question before, until a while has passed."""
    house = House()
    await house.say("云桥总投资多少")
    leaning = await house.say("那长度呢")
    house.seconds += FOLLOW_UP_SECONDS + 1
    alone = await house.say("那长度呢")

    assert "820米" in leaning.text
    assert "报上没找到" in alone.text


async def test_new_subject() -> None:
    """换话题 makes the next question stand for itself."""
    house = House()
    await house.say("云桥总投资多少")
    await house.press("1:subject")

    assert "报上没找到" in (await house.say("那长度呢")).text


async def test_feedback_names_nobody() -> None:
    """不对 and a reason keep the question and the answer, never who pressed."""
    house = House()
    answer = await house.say("云桥总投资多少")
    reasons = await house.press(answer.data["不对"])
    thanks = await house.press(reasons.data["答案截错了"])
    (kept,) = house.state.records.feedback()

    assert "谢谢" in thanks.toast
    assert (kept.question, kept.answer, kept.reason) == ("云桥总投资多少", "820米", "wrong_value")
    assert str(READER) not in repr(kept)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "0:context:abc:1",
        "1:nonsense:1",
        "1:context:0000000000:1",
        "1:context:::",
        "1:article:nothing",
        "1:leaf:nothing:1",
        "1:leaf:nothing:-1",
        "1:file:nothing",
        "1:more:AAAAAAAA:1",
        "1:more:AAAAAAAA:x",
        "1:wrong:AAAAAAAA",
        "1:wrong:AAAAAAAA:misread",
        "1:choose:AAAAAAAA:0",
        "1:older:AAAAAAAA:99999999999999999999",
        "1:timeline:0:",
        "1:timeline:9:云桥",
        "1:timeline:x:云桥",
        "1:timeline::",
        "1:example:99",
        "1:example:²",
    ],
)
async def test_stale_and_forged_presses(data: str) -> None:
    """A button from nowhere is answered politely and changes nothing."""
    house = House()
    before = house.state.records.feedback()
    heard = await house.press(data)

    assert "过期" in heard.toast
    assert house.state.records.feedback() == before


async def test_foreign_press_in_a_group() -> None:
    """In a group the buttons under an answer are the asker's."""
    house = House()
    data = (await house.say("云桥总投资多少", place=GROUP)).data["前后文"]

    foreign = await house.press(data, STRANGER, place=GROUP, owner=READER)
    own = await house.press(data, READER, place=GROUP, owner=READER)

    assert "别人的提问" in foreign.toast
    assert "云桥" in own.text


async def test_somebody_elses_token() -> None:
    """A token that belongs to another conversation is worth nothing."""
    house = House()
    data = (await house.say("云桥总投资多少")).data["不对"]

    assert "过期" in (await house.press(data, STRANGER)).toast


async def test_groups_only_when_addressed() -> None:
    """In a group the bot is silent unless it is spoken to."""
    assert (await House().say("大家好", place=GROUP, addressed=False)).outgoing == []


async def test_long_question() -> None:
    """A pasted article is refused with the limit, and nothing is searched."""
    assert "500" in (await House().say("长" * 501)).text


async def test_everything_is_escaped() -> None:
    """What a user types never becomes markup."""
    heard = await House().say("/latest <b>&")

    assert "&lt;b&gt;&amp;" in heard.text


async def test_allow_list() -> None:
    """With an allow-list, others get one polite line with their own id."""
    house = House(allowed=frozenset({READER}))

    assert "2002" in (await house.say("云桥总投资多少", STRANGER)).text
    assert "820米" in (await house.say("云桥总投资多少", READER)).text


async def test_english_frame() -> None:
    """With Telegram in English everything around the print is English, the print stays Chinese."""
    heard = await House().say("云桥总投资多少", language="en-GB")

    assert "line 2" in heard.text
    assert "云桥全长820米" in heard.text
    assert list(heard.data) == ["Context", "Article", "Wrong"]


async def test_deep_link() -> None:
    """A shared link opens its article; a dead one says so."""
    house = House()
    key = (await house.say("云桥总投资多少")).data["全文"].rpartition(":")[2]

    assert "云桥通车" in (await house.say(f"/start a_{key}")).text
    dead = await house.say("/start a_gone")
    assert isinstance(dead.outgoing[0], Reply)
    assert "没有" in dead.outgoing[0].html


async def test_full_disk() -> None:
    """On a full disk questions are answered; what would have to be kept is refused by name."""
    house = House()
    fill(house.state)
    outgoing = house.room.receive(Said(Sender(READER), Place(READER), "云桥总投资多少"))

    assert "820米" in (await anext(outgoing)).html  # type: ignore[union-attr]
    with pytest.raises(StateError, match="DATA_DIR"):
        await anext(outgoing)


async def test_who_writes_english_is_answered_in_english() -> None:
    """A question in English gets the English frame, whatever the client speaks; so do its presses.

    One word, as many type it into a Chinese question, turns nothing round.
    """
    house = House()

    assert "Nothing" in (await house.say("where is the bridge", language="zh")).text
    assert "Name the year" in (await house.press("1:rephrase:x")).text
    assert "Nothing" in (await house.say("and phase two?", language="zh")).text
    assert "没" in (await house.say("二期在哪里", language="zh")).text
    assert "没" in (await house.say("gdp", language="zh")).text
