"""The gap of a question, where the answer would stand, and what print may have around it."""

from __future__ import annotations

import re

from bot.answering.language.thesaurus import same_words
from bot.answering.question.question import Question, once
from bot.answering.reading.signs import cue_pattern

# Words that bind a gap to its neighbours and may differ: 额度是多少, 额度为65亿元, 总投资约100亿元.
BINDERS = "列居排是为达有共约近超了的到在于过出达到共计一共总共：:，, “《"
_EXTREMES = ("最高", "最多", "最低", "最少", "至少", "最大")
_TOTAL = re.compile("总|一共|合计|累计|加起来")
_EACH = re.compile("每|人均|户均|亩均|单价|一[个平亩斤吨度张小人户]")
_BEGINNING = re.compile(r"从(?:几|哪|什么时候|何时)|开始|起")


class Gap:
    """What of a question is looked for around its answer, in all the words that print may have.

    `left_turned` (last character first) and `right` stand beside the gap, without what may differ.
    `sought` are all words of the topics and names, each with what it is a word of.
    `words` are those next to it; of them `deeds` stand right of it: what is done, or counted;
    `own_deeds` as the question has it. `subject` are the words of what the question is about,
    `focus` those of the noun asked for; `nouns` also what follows the gap, and the topics. `bounds`
    and `qualifiers` narrow what is asked; so does that it is a beginning, a total, something of
    each.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        plain, wanted = question.plain, question.wanted
        self.left_turned = wanted.left.rstrip(BINDERS)[::-1]
        self.right = wanted.right.lstrip(BINDERS)
        topics = dict.fromkeys((*question.topics, *(form for form, _ in question.names)))
        self.sought = tuple((word, one) for one in topics for word in question.words_of(one))
        beside = question.next_to_gap
        self.words = self._words_of(beside)
        self.own_deeds = tuple(one for one in beside if one in wanted.right)
        self.deeds = self._words_of(self.own_deeds)
        self.subject = self._words_of(question.subject)
        self.focus = tuple(word for word in same_words(wanted.focus or "") if word)
        asked = (wanted.focus or self.right[:2], *question.topics)
        self.nouns = tuple(word for one in asked if one for word in same_words(one))
        self.bounds = tuple(bound for bound in _EXTREMES if bound in plain)
        self.qualifiers = tuple(
            re.compile(rf"(?<![\d.]){re.escape(qualifier)}\D{{0,6}}$")
            for qualifier in question.qualifiers
        )
        self.is_beginning = bool(_BEGINNING.search(plain))
        self.is_total, self.is_each = bool(_TOTAL.search(plain)), bool(_EACH.search(plain))
        self.cue = cue_pattern(wanted.type)

    def _words_of(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for topic in topics for word in self.question.words_of(topic))


gap_of = once(Gap)
