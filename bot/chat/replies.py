"""Answers as messages: the answer first and in bold, one quote, one source line, few buttons."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.callbacks import encode
from bot.chat.citing import Renderer
from bot.chat.layouts import Layout, home_of, layout_of
from bot.chat.markup import Html, bold
from bot.chat.model import Button, Keyboard, Reply
from bot.model import Answer, Exchange, Status, Verdict

MAX_CHOICES = 4
MAX_ITEMS = 12
MAX_SIDES = 4
"""So many quotes with their sources fill a phone's screen twice."""
MAX_EXPANDED = 3
"""With one more button they are the four that a thumb finds."""
MAX_NUMBERED = 5
"""Numbers alone are narrow: every headline has its own, so that no other button takes one."""
POINT_CHARS = 60
"""A point is cut to about two lines on a phone; a button shows it whole."""
WHOLE_SHARE = 0.7
"""A reason or a manner of doing is often a whole sentence; nobody wants to read it twice."""
_FOLLOWS_UP = "follows_up"
_READINGS = frozenset({"read_as", _FOLLOWS_UP})
"""Remarks on how the question was read come before the answer, all others after it."""


def reply_to(exchange: Exchange, token: str, renderer: Renderer) -> Reply:
    """Tell the answer of an exchange; `token` lets the buttons find it again."""
    answer = exchange.answer
    body = "\n\n".join(part for part in _body(answer, renderer) if part)
    return Reply(Html(body), _keyboard(answer, token, renderer), answer=answer)


def _body(answer: Answer, renderer: Renderer) -> Iterator[Html]:
    before = [remark for remark in answer.remarks if remark.code in _READINGS]
    after = [remark for remark in answer.remarks if remark.code not in _READINGS]
    yield renderer.remarks(before)
    match answer.status:
        case Status.ANSWERED:
            yield from _found(answer, renderer)
        case Status.NOT_FOUND:
            yield from _not_found(answer, renderer)
        case Status.CLARIFY:
            yield _reason(answer, renderer, "answer.which")
        case Status.CHAT:
            yield _reason(answer, renderer, "answer.hello")
    yield renderer.remarks(after)


def _reason(answer: Answer, renderer: Renderer, otherwise: str) -> Html:
    return renderer.remark(answer.reason) if answer.reason else renderer.words.html(otherwise)


def _not_found(answer: Answer, renderer: Renderer) -> Iterator[Html]:
    yield _reason(answer, renderer, "answer.nothing")
    if answer.nearest:
        label = renderer.words.html("answer.nearest")
        yield Html(f"{label}\n{renderer.quote(answer.nearest[0])}")


def _found(answer: Answer, renderer: Renderer) -> Iterator[Html]:
    match layout_of(answer):
        case Layout.SINGLE if _is_whole(answer):
            yield renderer.quote(answer.quotes[0], marked=answer.short.text if answer.short else "")
        case Layout.SINGLE | Layout.LIST as layout:
            yield _items(answer, renderer) if layout is Layout.LIST else _short(answer, renderer)
            yield renderer.quote(answer.quotes[0])
        case Layout.POINTS:
            yield Html("\n".join(_points(answer, renderer)))
            yield renderer.source(answer.quotes[0])
        case Layout.SIDE_BY_SIDE:
            for item in answer.items[:MAX_SIDES]:
                home = home_of(answer, item)
                yield Html("\n".join([bold(item.text), *([renderer.quote(home)] if home else [])]))
        case Layout.HEADLINES:
            yield Html("\n".join(_headlines(answer, renderer)))


def _is_whole(answer: Answer) -> bool:
    """Tell whether the answer is about all of its quote, so that both would say the same."""
    whole = len(answer.quotes[0].text) * WHOLE_SHARE
    return not answer.verdict and answer.short is not None and len(answer.short.text) >= whole


def _short(answer: Answer, renderer: Renderer) -> Html:
    short = bold(answer.short.text) if answer.short else Html("")
    if not answer.verdict:
        return short
    key = "answer.yes" if answer.verdict is Verdict.YES else "answer.no"
    return renderer.words.html(key if short else f"{key}_bare", short=short)


def _items(answer: Answer, renderer: Renderer) -> Html:
    shown = [f"• {bold(item.text)}" for item in answer.items[:MAX_ITEMS]]
    left = len(answer.items) - len(shown)
    head = renderer.words.html("answer.items", count=len(answer.items))
    rest = [renderer.words.html("answer.rest", count=left)] if left else []
    return Html("\n".join([head, *shown, *rest]))


def _points(answer: Answer, renderer: Renderer) -> Iterator[Html]:
    for number, item in enumerate(answer.items, 1):
        whole = len(item.text) <= POINT_CHARS
        point = item.text if whole else f"{item.text[:POINT_CHARS]}……"
        home = home_of(answer, item)
        yield Html(f"{number}. {bold(point)} {renderer.lines(home) if home else ''}".rstrip())


def _headlines(answer: Answer, renderer: Renderer) -> Iterator[Html]:
    for number, quote in enumerate(answer.quotes, 1):
        date = renderer.date(quote.article)
        yield Html(f"{number}. {bold(renderer.headline(quote.article))} · {date}")


def _keyboard(answer: Answer, token: str, renderer: Renderer) -> Keyboard:
    if answer.choices:
        return tuple(
            (Button(choice, encode("choose", token, number)),)
            for number, choice in enumerate(answer.choices[:MAX_CHOICES])
        )
    if answer.status is Status.NOT_FOUND:
        nearest = [renderer.context_button(quote, "nearest") for quote in answer.nearest[:1]]
        return ((*nearest, renderer.button("rephrase", token)),)
    if answer.status is Status.ANSWERED and answer.quotes:
        rows = (_numbered(answer, renderer), tuple(_under_answer(answer, token, renderer)))
        return tuple(row for row in rows if row)
    return ()


def _numbered(answer: Answer, renderer: Renderer) -> tuple[Button, ...]:
    """Give a button for each of the first points or headlines, to see it whole."""
    layout, words = layout_of(answer), renderer.words
    if layout is Layout.POINTS:
        homes = [home_of(answer, item) for item in answer.items[:MAX_EXPANDED]]
        data = [renderer.context_button(home).data for home in homes if home]
        return tuple(
            Button(words.plain("button.expand", number=number), one)
            for number, one in enumerate(data, 1)
        )
    if layout is Layout.HEADLINES and len(answer.quotes) > 1:
        articles = [quote.article for quote in answer.quotes[:MAX_NUMBERED]]
        return tuple(
            Button(str(number), renderer.article_button(article).data)
            for number, article in enumerate(articles, 1)
        )
    return ()


def _under_answer(answer: Answer, token: str, renderer: Renderer) -> Iterator[Button]:
    """Give at most four buttons; in a follow-up, cutting it off matters more than more evidence."""
    first, layout = answer.quotes[0], layout_of(answer)
    if layout in {Layout.SINGLE, Layout.LIST}:
        yield renderer.context_button(first)
    if layout is not Layout.HEADLINES or len(answer.quotes) == 1:
        yield renderer.article_button(first.article)
    if layout is Layout.POINTS:
        return
    if _has(answer, _FOLLOWS_UP):
        yield renderer.button("subject")
    elif len(answer.quotes) > 1 and layout in {Layout.SINGLE, Layout.LIST}:
        yield renderer.button("more", token, 1)
    yield renderer.button("wrong", token)


def _has(answer: Answer, code: str) -> bool:
    return any(remark.code == code for remark in answer.remarks)
