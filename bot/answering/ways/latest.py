"""What is new: the newest headlines, or the newest that is printed on a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from bot.answering.answers import answered, not_found
from bot.answering.data_files import load_data
from bot.answering.desk import Desk
from bot.answering.evidence.case import Case
from bot.answering.evidence.evidence import Evidence
from bot.answering.evidence.support import weights_of
from bot.answering.language.dimensions import asked_dimensions
from bot.answering.language.names import Name, NameKind
from bot.answering.language.periods import Agreement, Period, agreement
from bot.answering.library.library import Library
from bot.answering.library.quotes import quote
from bot.answering.library.story import Story
from bot.answering.question.question import Question
from bot.answering.ways.facts import NEARLY_AS_MUCH, refusal
from bot.answering.ways.headlines import (
    MIN_MATCH,
    date_remarks,
    headlines,
    matching,
    newest_first,
    no_article,
    stories_in,
    topics_of,
)
from bot.folding import fold
from bot.model import Answer, Remark
from bot.ports import EVERYTHING, Filter
from corpus.model import Printed

MAX_LATEST = 5
# An article is on a topic if it says this share of what the best one says of it: also one whose
# head does not name it, if three of its sentences do. With .3 one answer of all sets is lost, with
# .7 none.
ON_TOPIC = 0.5
# What the topic's own words in a sentence are worth beside words that tell how things stand
# (at most 1.9 together), and what the first sentence is worth where mere news is asked for.
SAID_WORTH = 4.0
OPENING_WORTH = 0.6
# What it is worth that a sentence has all the headline's pairs of characters: it tells the news.
HEADED_WORTH = 1.0
# And what the first sentence is worth, where the headline is on the topic and news is asked for.
LEDE_WORTH = 0.9
# What a topic's very word in a clause is worth, beside another word for it: 人才公寓, not 公寓.
VERY_WORTH = 0.2
# A shorter sentence only announces what the next one tells.
MIN_TELLING_CHARS = 12
# A sentence that names more firms than these tells little of each.
FEW = 2
# A clause opens with its subject, which is so long at most; what is told of it is longer than this.
MAX_SUBJECT_CHARS, MIN_TOLD_CHARS = 24, 5
_FIGURE = re.compile(r"\d[\d.]*(?![\d.年月日号时—-])")
_CLAUSE = re.compile(r"[^，。；,;：:！？\s][^，。；,;：:！？]*")


async def answer_latest(question: Question, desk: Desk) -> Answer:
    """Answer with the newest headlines; on a topic, with the newest figure or sentence on it."""
    library = desk.library
    topics = topics_of(question)
    if not topics:
        stories = _of_their_time(question, stories_in(library, desk.within), library)
        return newest_headlines(stories, library, MAX_LATEST)
    if _asks_for_headlines(question, topics):
        return on_topic(question, library, MAX_LATEST, desk.within)
    figure = await _newest_figure(question, topics, desk)
    if figure:
        return figure
    asked = replace(question, topics=tuple(topics))
    evidence = await desk.evidence(asked)
    stories = _newest_of(asked, evidence, library) or _newest_naming(asked, desk)
    if not stories:
        return refusal(asked, evidence)
    told = [(story, _telling_sentence(asked, story, library)) for story in stories[:MAX_LATEST]]
    short = _telling_clause(asked, *told[0])
    quotes = [quote(story, at) for story, at in told]
    return answered(quotes, (short,), remarks=_how_new(told[0][0], library))


async def answer_topic(question: Question, desk: Desk) -> Answer:
    """Answer what asks nothing with the articles that tell of it; of one, with what that tells."""
    library = desk.library
    topics = topics_of(question)
    if not topics:
        return await answer_latest(question, desk)
    scored = matching(question, library, desk.within)
    best = scored[0][0] if scored else 0.0
    if best < MIN_MATCH:
        return no_article(topics if len(topics) == 1 else [question.echo])
    stories = newest_first((s for score, s in scored if score >= ON_TOPIC * best), library)
    if len(stories) > 1:
        return headlines(stories[:MAX_LATEST], signals={"supported": min(best, 1.0)})
    story = stories[0]
    told = quote(story, _telling_sentence(question, story, library))
    return answered((told,), (told.printed,), signals={"supported": min(best, 1.0)})


async def _newest_figure(question: Question, topics: Sequence[str], desk: Desk) -> Answer | None:
    """Answer gdp最新数字 with the newest figure; None where no figure is asked for or printed."""
    measured = any(dimension.units for *_, dimension in asked_dimensions(topics[-1]))
    told = _news()["told"].search(question.plain)
    if not (_news()["figure"].search(question.plain) or (measured and not told)):
        return None
    answer = await desk.ask(f"最新{''.join(topics)}多少", desk.within)
    if not answer.quotes:
        return None
    how_new = _how_new(desk.library.story(answer.quotes[0].article), desk.library)
    return replace(answer, remarks=(*answer.remarks, *how_new))


def newest_headlines(stories: Iterable[Story], library: Library, count: int) -> Answer:
    """Give the headlines of the newest day, and of the days before up to `count`."""
    newest = newest_first(stories, library)
    if not newest:
        return not_found(Remark("no_period_news") if library.stories else Remark("empty_corpus"))
    return headlines(newest[:count], (corpus_ends(library),))


def _how_new(story: Story, library: Library) -> tuple[Remark, ...]:
    """Say of when an article is, unless of the last day that there are pages of, which is said."""
    dated = () if story.article.date.value == library.newest else date_remarks(story)
    return (*dated, corpus_ends(library))


def corpus_ends(library: Library) -> Remark:
    """Say until when there are pages; what came after is not here."""
    return Remark("corpus_ends", {"date": library.newest})


def _of_their_time(question: Question, stories: Iterable[Story], library: Library) -> list[Story]:
    """Give those of some articles that are dated in the time asked about; all where no time is."""
    if not question.periods:
        return list(stories)
    dated = ((story, Period.of_date(library.sort_date(story))) for story in stories)
    return [
        story
        for story, day in dated
        if all(agreement(asked, day) >= Agreement.PART for asked in question.periods)
    ]


def _newest_of(question: Question, evidence: Iterable[Evidence], library: Library) -> list[Story]:
    """Give the articles of sound evidence that has about as much of the topics as the best."""
    sound = [found for found in evidence if not found.failed]
    best = max((found.supported for found in sound), default=0.0)
    close = [found.story for found in sound if found.supported >= NEARLY_AS_MUCH * best]
    phrase = _phrase(question)
    is_name = len(question.topics) > 1
    named = [story for story in close if is_name and phrase in story.all_text] or close
    told = [story for story in named if _is_told_of(question, story, library)]
    return newest_first(dict.fromkeys(told or named), library)


def _newest_naming(question: Question, desk: Desk) -> list[Story]:
    """Give the articles that say all of what news is asked of, where no condition narrows it."""
    if question.qualifiers or question.periods:
        return []
    scored = matching(question, desk.library, desk.within)
    close = (story for score, story in scored if score >= max(MIN_MATCH, ON_TOPIC * scored[0][0]))
    said = (s for s in close if all(question.is_said(one, s.all_text) for one in question.topics))
    return newest_first((s for s in said if _is_told_of(question, s, desk.library)), desk.library)


def _is_told_of(question: Question, story: Story, library: Library) -> bool:
    """Whether an article tells of each firm asked after; 在某某上班的他 tells of somebody else.

    A firm that is told of is in the headline, or opens a clause.
    """
    return all(
        name.is_in(story.heads) or any(_opens_clause(name, story, library))
        for name in question.named(NameKind.ORGANISATION)
    )


def _opens_clause(name: Name, story: Story, library: Library) -> Iterator[bool]:
    for at, text in enumerate(story.folded):
        for start, _, found in library.names_at(story, at):
            yield found is name and not text[:start][-1:].isalnum()


def _phrase(question: Question) -> str:
    """Join the topics that stand side by side in the question: 北辰|显示 is one name in print."""
    joined = ""
    for topic in question.topics:
        joined += topic if not joined or joined + topic in question.plain else ""
    return joined


@cache
def _news() -> dict[str, re.Pattern[str]]:
    """The words by which news is asked for and told, by what they are."""
    return {name: re.compile(words) for name, words in load_data("grammar.toml")["news"].items()}


def _asks_for_headlines(question: Question, topics: Iterable[str]) -> bool:
    """Whether articles are asked for, or nothing but a kind of event is named: 开了什么会."""
    articles = _news()["articles"].search(question.plain)
    return bool(articles) or all(_news()["events"].fullmatch(topic) for topic in topics)


def _telling_sentence(question: Question, story: Story, library: Library) -> int:
    """Choose the sentence that best says how the topic stands; for mere news, an early one."""
    weights = weights_of(question, library)
    numbers = range(len(story.sentences))
    said = [Case(question, weights, library, story, at).supported for at in numbers]
    asks_state = bool(_news()["state"].search(question.plain))
    in_heads = all(question.is_said(topic, story.heads) for topic in question.topics)
    on_headline = in_heads and not asks_state

    def telling(at: int) -> float:
        told = _told_by(question, story.folded[at])
        opening = OPENING_WORTH * (at == 0 and said[at] == max(said) and not asks_state)
        short = len(story.folded[at]) < MIN_TELLING_CHARS
        of_many = (
            sum(name.kind is NameKind.ORGANISATION for *_, name in library.names_at(story, at))
            > FEW
        )
        shared = _shared(story.heads, story.folded[at])
        headed = HEADED_WORTH * shared + LEDE_WORTH * (on_headline and at == 0 and shared > 0)
        return SAID_WORTH * said[at] + told + opening + headed - of_many - short

    return max(numbers, key=telling)


def _shared(headline: str, text: str) -> float:
    """Say how much of a headline's pairs of characters a text has, 0 to 1."""
    pairs = {"".join(pair) for pair in pairwise(headline)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _told_by(question: Question, text: str) -> float:
    """Say how well a text tells how things stand, where that is asked."""
    stands = 0.5 * bool(_news()["stands"].search(text))
    figure = 0.5 * bool(_FIGURE.search(text))
    if not _news()["state"].search(question.plain):
        return stands + figure / 2
    return stands + figure + 0.9 * bool(_news()["reached"].search(text))


def _telling_clause(question: Question, story: Story, at: int) -> Printed:
    """Cut the clause that says it: one with a figure or a word of standing, and the topic.

    A reason (因桥面铺装) or a part (其中) is no news; what repeats whom the news is of is left out.
    """
    sentence = story.sentences[at].printed
    asks_state = bool(_news()["state"].search(question.plain))

    def telling(match: re.Match[str]) -> float:
        text = fold(match[0])
        said = sum(question.is_said(topic, text) for topic in question.topics)
        very = VERY_WORTH * any(topic in text for topic in question.topics)
        aside = text.startswith(("因", "由于", "其中"))
        return said + very + _told_by(question, text) * asks_state + len(text) / 200 - aside

    best = max(_CLAUSE.finditer(sentence.text), key=telling)
    clause = sentence.cut(*best.span())
    return clause.cut(_after_subject(question, fold(clause.text)), len(clause))


def _after_subject(question: Question, clause: str) -> int:
    """Give where a clause begins to tell something of the topic that it opens with.

    That is at the word of standing (某厂某项目 | 预计10月投产), or after a firm's full name.
    """
    words = [word for topic in question.topics for word in question.words_of(topic)]
    ends = [clause.find(word) + len(word) for word in words if word in clause[:MAX_SUBJECT_CHARS]]
    end = max(ends, default=0)
    stands = _news()["standing"].search(clause, end)
    start = stands.start() if stands else end * clause.endswith("有限公司", 0, end)
    return start if end and len(clause) - start >= MIN_TOLD_CHARS else 0


def on_topic(
    question: Question, library: Library, count: int, within: Filter = EVERYTHING
) -> Answer:
    """Give the headlines on a topic, newest first."""
    scored = matching(question, library, within)
    best = scored[0][0] if scored else 0.0
    close = (story for score, story in scored if score >= ON_TOPIC * best)
    stories = newest_first(_of_their_time(question, close, library), library)[:count]
    if not stories:
        return no_article(topics_of(question))
    return headlines(stories, (corpus_ends(library),))
