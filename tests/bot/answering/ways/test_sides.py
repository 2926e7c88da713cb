"""A comparison taken apart: each side is a question of its own, in the asker's words."""

from __future__ import annotations

import pytest

from bot.answering.understanding.understanding import Understanding
from bot.answering.ways.sides import sides_of


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("2020年和2021年工业产值各多少", ("2020年工业产值多少", "2021年工业产值多少")),
        ("2020年3月和5月工业产值各多少", ("2020年3月工业产值多少", "2020年5月工业产值多少")),
        ("东溪大桥一期二期各投多少", ("东溪大桥一期投多少", "东溪大桥二期投多少")),
        ("绿岛科技和白帆电子哪家产值高", ("绿岛科技产值多少", "白帆电子产值多少")),
        ("工业产值增速和项目增速哪个快", ("工业产值增速多少", "项目增速多少")),
        ("东溪大桥全长多少 投资多少", ("东溪大桥全长多少", "东溪大桥投资多少")),
        ("2021年产值比2020年多多少", ("2021年产值多多少", "2020年产值多多少")),
    ],
)
def test_what_is_asked_of_both_is_asked_of_each(
    understanding: Understanding, question: str, texts: tuple[str, ...]
) -> None:
    """The time, the subject and what is asked are said of every side, though said only once."""
    sides = sides_of(understanding.understand(question))

    assert tuple(side.texts[0] for side in sides) == texts


@pytest.mark.parametrize("question", ["东溪大桥有多长", "2021年工业产值多少", "书记是谁"])
def test_a_plain_question_has_no_sides(understanding: Understanding, question: str) -> None:
    """Where nothing is compared, there is nothing to take apart."""
    assert sides_of(understanding.understand(question)) == []
