"""Whole articles asked for: which one, on which page, by whom, the newest ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from bot.answering.answers import answered, not_found
from bot.answering.desk import Desk
from bot.answering.library import Library
from bot.answering.names import NameKind
from bot.answering.periods import Agreement, agreement
from bot.answering.question import Question, only_asks
from bot.answering.quotes import headline_quote, quote
from bot.answering.reading.coverage import Floats
from bot.answering.story import Story
from bot.model import Answer, Quote, Remark, Status
from bot.ports import EVERYTHING, Filter
from corpus.model import Kind as ArticleKind
from corpus.model import Page, Printed

MAX_HEADLINES = 5
# An article is offered beside the best one if it says as much of what was asked, but for this.
NEARLY_AS_GOOD = 0.85
# A topic in the headline says more of what an article is about than one in its deck, or its text.
HEADLINE_SHARE, HEADS_SHARE, TEXT_SHARE = 1.0, 0.95, 0.6
PHOTO_BONUS = 0.3
MIN_MATCH = 0.3
# What an article of another time than the one asked for (9月15日那篇) keeps of its match.
UNTIMELY_SHARE = 0.25


def topics_of(question: Question) -> list[str]:
    """Give the topics of the article asked for, without the words that ask for articles."""
    return [topic for topic in question.topics if not only_asks(topic)]


def stories_in(library: Library, within: Filter) -> Iterable[Story]:
    """Give the articles that a search is kept to."""
    ids = within.articles
    return library.stories if ids is None else (s for s in library.stories if s.article.id in ids)


def matching(
    question: Question, library: Library, within: Filter = EVERYTHING
) -> list[tuple[float, Story]]:
    """Give the articles about the question's topics with their match, 0 to 1, best first."""
    topics = topics_of(question)
    weights = {topic: max(map(library.weight, question.words_of(topic))) for topic in topics}
    total = sum(weights.values())
    if not total:
        return []
    photo = re.search("图片|照片|组图", question.plain)
    shares = np.zeros(len(library.stories))
    for topic, weight in weights.items():
        shares += weight * _shares(question.words_of(topic), library)
    share_of = dict(zip(library.stories, (shares / total).tolist(), strict=True))
    scored = []
    for story in stories_in(library, within):
        bonus = PHOTO_BONUS if photo and story.article.kind is ArticleKind.PHOTO else 0.0
        if share_of[story]:
            timely = 1.0 if _is_of_their_time(question, story) else UNTIMELY_SHARE
            scored.append(((share_of[story] + bonus) * timely, story))
    return sorted(scored, key=lambda pair: -pair[0])


def _shares(words: Sequence[str], library: Library) -> Floats:
    """Say for each article how much it is about a topic of these words, 0 to 1."""
    shares = np.asarray(TEXT_SHARE * (1 - 0.5 ** library.texts.counts(words)), np.float64)
    shares[library.heads.counts(words) > 0] = HEADS_SHARE
    shares[library.titles.counts(words) > 0] = HEADLINE_SHARE
    return shares


def _is_of_their_time(question: Question, story: Story) -> bool:
    """Whether an article is dated in a time asked about, or prints it."""
    if not question.periods:
        return True
    printed = [story.day, *(found for row in story.periods for *_, found in row)]
    pairs = product(question.periods, printed)
    return any(agreement(*pair) >= Agreement.PART for pair in pairs)


def dated_as_asked(question: Question, stories: Iterable[Story]) -> list[Story]:
    """Give those of some articles that are dated in the time asked about, or print it."""
    return [story for story in stories if _is_of_their_time(question, story)]


async def find_article(question: Question, desk: Desk) -> Answer:
    """Answer which article it is, what it is called, or on which page it stands."""
    if _names_writer(question, desk.library):
        return await written_by(question, desk)
    scored = matching(question, desk.library, desk.within)
    if not scored and not topics_of(question):
        scored = [(1.0, story) for story in talked_about(desk)]
        if not scored:
            return Answer(Status.CLARIFY, reason=Remark("nothing_before"))
    if not scored or scored[0][0] < MIN_MATCH:
        return no_article(topics_of(question))
    best = scored[0][0]
    stories = [story for score, story in scored if score >= NEARLY_AS_GOOD * best]
    if _ASKS_PAGE.search(question.plain):
        return page_of(stories[0])
    return headlines(stories[:MAX_HEADLINES], signals={"supported": min(best, 1.0)})


def no_article(topics: Sequence[str]) -> Answer:
    """Refuse for want of an article on some topics, of which single characters tell little."""
    telling = [topic for topic in topics if len(topic) > 1] or topics
    return not_found(Remark("no_article", {"words": "、".join(telling)}))


def talked_about(desk: Desk) -> list[Story]:
    """Give the article that the exchange before quoted first; [] if it quoted none."""
    answer = desk.before.answer if desk.before else None
    quotes = (answer.quotes or answer.nearest)[:1] if answer else ()
    return [desk.library.story(one.article) for one in quotes]


_ASKS_PAGE = re.compile(r"第?几个?版|哪一?个?版|版面|版次")
_WROTE = re.compile(r"写|报道|署名|[拍摄]")


def _names_writer(question: Question, library: Library) -> bool:
    """Whether it asks for what somebody wrote (某某写的是哪条), not for what tells of him."""
    named = {form for form, name in question.names if name.kind is NameKind.PERSON}
    wrote = (form for form in named if _WROTE.match(question.plain.partition(form)[2].lstrip("的")))
    return any(form in story.article.authors for form in wrote for story in library.stories)


def headlines(
    stories: Sequence[Story],
    remarks: Iterable[Remark] = (),
    signals: Mapping[str, float] | None = None,
) -> Answer:
    """Answer with headlines, in the order given."""
    quotes = [headline_quote(story) for story in stories]
    return answered(quotes, [quote.printed for quote in quotes], remarks=remarks, signals=signals)


def page_of(story: Story) -> Answer:
    """Answer with the page number as printed; where none is printed, say so."""
    page = story.article.page
    number = _printed_on(page, page.number) if page.number else None
    if not number:
        return headlines([story], [Remark("no_page_number", {"file": page.file})])
    return answered((Quote(story.article, number), headline_quote(story)), (number,))


def _printed_on(page: Page, words: str) -> Printed | None:
    """Find words on a page as printed, or as many of the first as stand there in one go."""
    parts = words.split()
    starts = (parts[:count] for count in range(len(parts), 0, -1))
    found = (_first_on(page, r"\s+".join(map(re.escape, start))) for start in starts)
    return next(filter(None, found), None)


def _first_on(page: Page, pattern: str) -> Printed | None:
    match = re.search(pattern, page.text)
    return Printed.from_positions(match[0], range(*match.span())) if match else None


async def written_by(question: Question, desk: Desk) -> Answer:
    """Answer with the headlines of everything that somebody wrote, in the order of the print.

    还写过什么, without a name, asks of who wrote the article talked about.
    """
    writers = {form for form, name in question.names if name.kind is NameKind.PERSON}
    topics = topics_of(question)
    before = talked_about(desk) if not writers and not topics else []
    writers |= {author for story in before for author in story.article.authors}
    among = stories_in(desk.library, desk.within)
    stories = [s for s in among if writers & set(s.article.authors) and s not in before]
    if stories:
        return headlines(_described(question, writers, stories, desk.library))
    if not writers and topics:  # 专项债的报道有哪几篇 names no writer
        return await find_article(question, desk)
    if not writers:
        return Answer(Status.CLARIFY, reason=Remark("nothing_before"))
    return not_found(Remark("no_author", {"name": "、".join(sorted(writers))}))


def _described(
    question: Question, writers: set[str], stories: list[Story], library: Library
) -> list[Story]:
    """Of somebody's articles give those that fit what else is said of them; all if none does."""
    topics = tuple(topic for topic in topics_of(question) if topic not in writers)
    scored = [
        (score, story)
        for score, story in matching(replace(question, topics=topics), library)
        if story in stories
    ]
    return [story for score, story in scored if score >= NEARLY_AS_GOOD * scored[0][0]] or stories


def newest_first(stories: Iterable[Story], library: Library) -> list[Story]:
    """Sort by date, newest first; an article without a day goes by its page's newest."""
    return sorted(stories, key=library.sort_date, reverse=True)


async def edition(_: Question, desk: Desk) -> Answer:
    """Answer how new the newest issue is, as its page prints it; else the newest article."""
    library = desk.library
    stories = newest_first(library.stories, library)
    issue = max(stories, key=lambda story: _issued(story.article.page), default=None)
    printed = _date_of_issue(issue.article.page) if issue else None
    if issue and printed and _issued(issue.article.page) >= library.sort_date(stories[0]):
        return answered((Quote(issue.article, printed),), (printed,))
    dated = [story for story in stories if story.article.date.text]
    if not dated:
        return not_found(Remark("no_dates"))
    story = dated[0]
    remarks = (Remark("event_dates"), *date_remarks(story))
    told = date_in_print(story)
    if told:
        at, day = told
        return answered((quote(story, at),), (day,), remarks=remarks)
    return headlines(dated[:1], remarks)


def date_in_print(story: Story) -> tuple[int, Printed] | None:
    """Give an article's date where a sentence prints it: the sentence's number, and the words."""
    wanted = (story.article.date.text or "").replace(" ", "")
    for at, sentence in enumerate(story.sentences if wanted else ()):
        found = sentence.text.replace(" ", "").find(wanted)
        if found >= 0:
            start, end = (_offset(sentence.text, place) for place in (found, found + len(wanted)))
            return at, sentence.printed.cut(start, end)
    return None


def _issued(page: Page) -> str:
    """Give the ISO date of issue; "" where none is known."""
    return page.published.isoformat() if page.published else ""


def _date_of_issue(page: Page) -> Printed | None:
    """Give the date of issue as the page prints it: 2023年11月9日, 2023/11/09."""
    if not page.published:
        return None
    year, month, day = page.published.year, page.published.month, page.published.day
    return _first_on(page, rf"{year}\s*[年/.-]\s*0?{month}\s*[月/.-]\s*0?{day}(?!\d)\s*日?")


def date_remarks(story: Story) -> tuple[Remark, ...]:
    """Say the article's date, and that its year is inferred where it is."""
    date = story.article.date
    if not date.value:
        return ()
    code = "dated_inferred" if date.inferred else "dated"
    return (Remark(code, {"date": date.value}),)


def _offset(text: str, count: int) -> int:
    """Give the position after which `count` characters that are no blanks have passed."""
    seen = 0
    for position, character in enumerate(text):
        if seen == count and character != " ":
            return position
        seen += character != " "
    return len(text)
