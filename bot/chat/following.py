"""What people are told without asking: new articles on what they follow, and daily digests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.chat.citing import Renderer
from bot.chat.markup import Html
from bot.chat.mentions import speaks_of
from bot.chat.model import Place, Reply
from bot.chat.turn import Services
from bot.chat.words import words
from corpus.model import Article

QUIET_FROM, QUIET_UNTIL = "22:00", "07:00"
MAX_LISTED = 10


def note_new_articles(services: Services, articles: Iterable[Article]) -> None:
    """Let every follower of a topic that a new article speaks of be told about it, once."""
    followers = services.state.people.followers()
    for article in articles:
        for user_id, term in followers:
            if speaks_of(article, term):
                services.state.people.note(user_id, article.id, term)


def due(services: Services) -> Iterator[Reply]:
    """Give what is to be told now: digests at their time, notices outside the quiet hours."""
    now = services.now()
    if is_quiet(now):
        return
    yield from _notices(services)
    served = services.state.people.due_digests(now.date().isoformat(), now.strftime("%H:%M"))
    for user_id in served:
        yield from _digest(services, user_id)


def is_quiet(now: dt.datetime) -> bool:
    """Tell whether nothing is sent unasked at this hour."""
    return not QUIET_UNTIL <= now.strftime("%H:%M") < QUIET_FROM


def _notices(services: Services) -> Iterator[Reply]:
    notices = services.state.people.take_notices()
    by_user = sorted(notices, key=lambda notice: notice.user_id)
    for user_id, mine in groupby(by_user, key=lambda notice: notice.user_id):
        rows = list(mine)
        found = [services.generations.serving.article(row.article_id) for row in rows]
        articles = [article for article in found if article]
        terms = "、".join(dict.fromkeys(row.term for row in rows))
        yield from _told(services, user_id, "follow.news", articles, terms=terms)


def _digest(services: Services, user_id: int) -> Iterator[Reply]:
    answer = services.generations.serving.answering.latest(None, MAX_LISTED)
    articles = [quote.article for quote in answer.quotes]
    yield from _told(services, user_id, "digest.head", articles)


def _told(
    services: Services, user_id: int, head: str, articles: Iterable[Article], **values: str
) -> Iterator[Reply]:
    """Tell one person of articles, leaving out what he was sent before."""
    people = services.state.people
    by_id = {article.id: article for article in articles}
    unseen = people.undelivered(user_id, by_id)
    if not unseen or people.is_blocked(user_id):
        return
    own = words(people.language(user_id) or "zh")
    renderer = Renderer(own, services.username)
    lines = [f"· {renderer.headline(by_id[one])}" for one in unseen[:MAX_LISTED]]
    text = Html("\n".join([own.html(head, **values), *lines]))
    yield Reply(text, to=Place(user_id))
