"""Where records lie, and which of them holds an article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.places import Places

RECORDS = st.lists(st.tuples(st.integers(0, 1 << 40), st.lists(st.text(), max_size=4)), max_size=20)


@given(records=RECORDS)
def test_every_article_is_found_in_its_records(records: list[tuple[int, list[str]]]) -> None:
    """Whatever articles are called, each is looked up in every record that holds it."""
    places = Places.of(memoryview(Places.pack(*_columns(records))))

    for number, (_, names) in enumerate(records):
        assert all(number in list(places.records_with(name)) for name in names)


@given(records=RECORDS)
def test_records_lie_one_after_the_other(records: list[tuple[int, list[str]]]) -> None:
    """A record begins where the one before it ends, and is as long as it was."""
    places = Places.of(memoryview(Places.pack(*_columns(records))))
    slices = list(map(places.of_record, range(len(places.ends))))

    assert [one.stop - one.start for one in slices] == [size for size, _ in records]
    assert [one.start for one in slices] == [0, *(one.stop for one in slices[:-1])][: len(slices)]


def test_an_article_that_nobody_holds_is_in_no_record() -> None:
    """A foreign id leads nowhere."""
    places = Places.of(memoryview(Places.pack([3, 4], [["a", "b"], ["c"]])))

    assert list(places.records_with("d")) == []


def _columns(records: list[tuple[int, list[str]]]) -> tuple[list[int], list[list[str]]]:
    return [size for size, _ in records], [names for _, names in records]
