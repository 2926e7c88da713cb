"""What the pages talk about is worked out from the pages."""

from __future__ import annotations

from bot.analysis.analyzer import ZoneAnalyzer
from bot.chat.topics import Topics
from tests.fakes.pages import corpus_of

STORIES = [
    ("变电站开工", "松鹤变电站今天开工。"),
    ("变电站封顶", "松鹤变电站主楼封顶。"),
    ("小学招生", "清溪小学今年招生。"),
    ("小学开学", "清溪小学按时开学。"),
    ("菜场搬迁", "菜场搬到河边。"),
    ("公园开放", "公园全天开放。"),
]


def test_topics() -> None:
    """A word of headlines that several articles take up is a topic; a single one makes none."""
    topics = Topics(corpus_of(*STORIES), ZoneAnalyzer()).found

    assert {"变电站", "小学"} <= set(topics)
    assert not {"菜场", "公园"} & set(topics)


def test_what_all_speak_of_is_no_topic() -> None:
    """The zone's own name tells nothing apart."""
    stories = [(f"开发区{headline}", body) for headline, body in STORIES]

    assert "开发区" not in Topics(corpus_of(*stories), ZoneAnalyzer()).found


def test_no_topic_within_another() -> None:
    """No topic is part of another."""
    topics = Topics(corpus_of(*STORIES), ZoneAnalyzer()).found

    assert not any(one != other and one in other for one in topics for other in topics)


def test_no_pages() -> None:
    """Without pages there are no topics."""
    assert Topics(corpus_of(), ZoneAnalyzer()).found == ()


def test_whole_names() -> None:
    """A topic is a whole name, not the piece that the words of a headline happen to give."""
    works = ("改造", "通电", "验收")
    stories = [(f"水泵房{work}", f"青潭水泵房{work}，到青潭水泵房看看。") for work in works]
    found = Topics(corpus_of(*STORIES, *stories), ZoneAnalyzer()).found

    assert "青潭水泵房" in found


def test_everyday_words() -> None:
    """A word that any local paper is full of, a time, a place or a measure is no topic."""
    stories = [*STORIES, ("今年会议三个", "杭州会议三个。"), ("今年会议三个", "杭州今年会议三个。")]

    assert not {"会议", "今年", "三个", "杭州"} & set(
        Topics(corpus_of(*stories), ZoneAnalyzer()).found
    )
