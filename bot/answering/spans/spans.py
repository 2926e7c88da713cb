"""Which words of a sentence answer: the option that sits best where the question's gap is."""

from __future__ import annotations

from bot.answering.language.candidates import Kind
from bot.answering.language.wanted import FIGURES
from bot.answering.library.library import Library
from bot.answering.library.story import Story
from bot.answering.library.tables import choose_cell
from bot.answering.question.question import Question
from bot.answering.reading.cutting import (
    end_asked,
    whole_run,
    with_noun,
    with_rise,
    with_told,
    without_byline,
)
from bot.answering.reading.reader import Reader, Reading, ScoredSpan
from bot.answering.spans.locations import asks_location, tells_location
from bot.answering.spans.nouns import kinds_of_noun
from bot.answering.spans.options import Options
from bot.answering.spans.placing import place_scores, surest
from bot.answering.spans.usable import BY_NAME, NAMED


def _is_named(question: Question) -> bool:
    """Whether persons or organisations answer, all that are named together."""
    named = {Kind.PERSON, Kind.ORGANISATION}
    return question.wanted.type in BY_NAME or bool(kinds_of_noun(question) & named)


class SpanChooser:
    """Chooses the words that answer, for one corpus."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._options = Options(library, reader)

    def choose(self, question: Question, reading: Reading, story: Story) -> ScoredSpan | None:
        """Choose the best span of one of a story's sentences; None where none fits."""
        at = reading.sentence.index
        text = story.folded[at]
        if story.column_heads[at]:
            return choose_cell(question, text, story.column_heads[at])
        options = self._options.find(question, reading, story)
        if not options:
            return None
        scores = place_scores(self._options.sight(question, reading, story), options, reading)
        rated = [
            (ScoredSpan(one.start, one.end, score), one)
            for one, score in zip(options, scores, strict=True)
        ]
        is_located = asks_location(question)
        if is_located:
            rated = [
                row for row in rated if tells_location(question, text, row[0].start, row[0].end)
            ]
        if not rated:
            return None
        best = rated[surest([one for _, one in rated], [span.score for span, _ in rated])][0]
        if _is_named(question) and not question.office:
            best = whole_run(text, best, [span for span, one in rated if one.fits])
        fits = (
            is_located
            or question.wanted.type not in NAMED | FIGURES
            or any(best.start <= one.start and one.end <= best.end for one in options if one.fits)
        )
        best = end_asked(question, text, best)
        best = with_noun(question, text, with_rise(question, text, with_told(question, text, best)))
        return without_byline(text, best)._replace(fits=fits)
