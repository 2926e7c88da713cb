"""What somebody said: each point, as printed after 强调, 指出, 要求."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.language.names import NameKind
from bot.answering.library.library import Library
from bot.answering.library.quotes import quote
from bot.answering.library.story import Story
from bot.answering.question.question import Question
from bot.answering.ways.clauses import answer_clause
from bot.answering.ways.headlines import dated_as_asked, matching, newest_first
from bot.model import Answer, Remark
from corpus.model import Printed

MAX_POINTS = 8
# 他 is the person named last, within so many sentences before.
REACH = 4
_SAID = r"(?:还|也|又|进一步|并)?(?:强调|指出|要求|表示|认为|希望|介绍|提出|说|坦言|透露|如是说)"
_FROM = re.compile(r"^[,，:：\s“]+")


async def answer_speech(question: Question, desk: Desk) -> Answer:
    """Answer with the points a person is printed to have made, in one article."""
    person = next(iter(question.named(NameKind.PERSON)), None)
    if not person:
        return await answer_clause(question, desk)
    scored = matching(question, desk.library, desk.within)
    stories = dated_as_asked(question, (story for _, story in scored))
    for story in stories if len(stories) < 2 else newest_first(stories, desk.library):
        points = list(points_of(person.text, story, desk.library))
        if points:
            return _answer(story, points[:MAX_POINTS])
    return not_found(Remark("said_nothing", {"name": person.text}))


def points_of(person: str, story: Story, library: Library) -> Iterator[tuple[int, Printed]]:
    """Give what the person says in an article: the sentence's number, and the words said."""
    pattern = re.compile(rf"(?P<who>{re.escape(person)}|(?<!其)他)[^。；,，“]{{0,12}}?{_SAID}")
    for at, text in enumerate(story.folded):
        match = pattern.search(text)
        if not match or (match["who"] == "他" and _last_named(story, at, match, library) != person):
            continue
        start = match.end() + _skipped(text[match.end() :])
        end = len(text.rstrip("。”!！"))
        if end > start:
            yield at, story.sentences[at].printed.cut(start, end)


def _last_named(story: Story, at: int, he: re.Match[str], library: Library) -> str | None:
    """Give the person named last before 他, in the sentence or a few before it."""
    for number in range(at, max(at - REACH, 0) - 1, -1):
        end = he.start() if number == at else len(story.folded[number])
        named = [
            (start, name.text)
            for start, _, name in library.names_at(story, number)
            if name.kind is NameKind.PERSON and start < end
        ]
        if named:
            return max(named)[1]
    return None


def _skipped(text: str) -> int:
    match = _FROM.match(text)
    return match.end() if match else 0


def _answer(story: Story, points: list[tuple[int, Printed]]) -> Answer:
    items = tuple(words for _, words in points)
    return answered(
        tuple(quote(story, at, alone=True) for at, _ in points),
        items,
    )
