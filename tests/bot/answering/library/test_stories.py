"""What stands around a sentence of an article."""

from __future__ import annotations

from pathlib import Path

from bot.answering.library.story import Story
from corpus.build import read_corpus

PAGE = """# 渡口新规问答

渡口换了新规，村里作了解答。

问：船票怎么退？

答：上船前半天都可以退。过了时辰的，改签下一班。

问：猫能上船吗？

答：装在笼里就能。
"""


def test_an_answer_is_known_by_what_is_asked_above_it(tmp_path: Path) -> None:
    """Who asks how to return a ticket is answered by a sentence that does not say ticket."""
    (tmp_path / "2022-01-10.md").write_text(PAGE, encoding="utf-8")
    story = Story(read_corpus(tmp_path).articles[0])
    above = [story.asked_above(at) for at in range(len(story.folded))]

    told = dict(zip(story.folded, above, strict=True))
    assert told["答:上船前半天都可以退。"] == "问:船票怎么退?"
    assert told["过了时辰的,改签下一班。"] == "问:船票怎么退?"
    assert told["答:装在笼里就能。"] == "问:猫能上船吗?"
    assert told["渡口换了新规,村里作了解答。"] == ""
