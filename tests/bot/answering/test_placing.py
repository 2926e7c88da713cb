"""Which of several likely options is taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.options import Option
from bot.answering.placing import MAX_MORE, surest
from bot.answering.reading.candidates import Kind

OPTIONS = st.builds(
    lambda start, length, kind: Option(start, start + length, kind),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from([None, Kind.PERSON]),
)
RATED = st.lists(st.tuples(OPTIONS, st.floats(-20, 20)), min_size=1, max_size=12)


def test_the_option_that_holds_likely_ones_is_taken() -> None:
    """防范风险 is taken with what binds it, where both are about as likely."""
    assert surest([Option(5, 10), Option(4, 10)], [1.0, 0.9]) == 1


def test_a_surely_better_option_is_taken_though_others_hold_it() -> None:
    """Nothing is made longer without need."""
    assert surest([Option(5, 10), Option(4, 10)], [6.0, 1.0]) == 0


def test_a_name_is_held_by_a_name_alone() -> None:
    """摊主代表 goes before 代表, and no name is better for a verb after it."""
    person = Kind.PERSON

    assert surest([Option(5, 7, person), Option(3, 7, person)], [1.0, 0.9]) == 1
    assert surest([Option(5, 7, person), Option(5, 9)], [1.0, 0.9]) == 0


def test_a_much_longer_option_gains_nothing_by_what_it_holds() -> None:
    """A whole clause is no better for the phrase in it."""
    assert surest([Option(5, 10), Option(5, 10 + MAX_MORE + 1)], [1.0, 0.9]) == 0


@given(RATED)
def test_what_is_taken_is_likeliest_or_holds_another(rated: list[tuple[Option, float]]) -> None:
    """An option goes before the likeliest only for another that it holds."""
    options, scores = [one for one, _ in rated], [score for _, score in rated]

    taken = options[number := surest(options, scores)]

    held = [one for one in options if taken.start <= one.start and one.end <= taken.end]
    assert scores[number] == max(scores) or len(held) > 1
