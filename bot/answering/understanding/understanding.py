"""From a message as typed to a question understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from bot.answering.language.names import Name, NameKind
from bot.answering.language.periods import find_periods
from bot.answering.language.qualifiers import find_qualifiers, qualifier_places
from bot.answering.language.wanted import FIGURES, AnswerType, Wanted
from bot.answering.language.wording import empty_words, to_plain
from bot.answering.library.library import Library
from bot.answering.question.kinds import Cue, Kind, kind_of
from bot.answering.question.question import Question, newest_words
from bot.answering.understanding.asking import asked_for
from bot.answering.understanding.english import English, is_english
from bot.answering.understanding.slips import Slips
from bot.answering.understanding.spelling import Speller
from bot.answering.understanding.titles import Titles
from bot.answering.understanding.topics import TopicFinder
from bot.folding import fold
from bot.model import Remark

MAX_QUESTION_CHARS = 400
# The question before is understood again with the next one, and a side of a comparison may be
# asked twice.
MAX_UNDERSTOOD = 32


_TOLD_OF = {NameKind.PERSON: Kind.PERSON, NameKind.ORGANISATION: Kind.DEFINITION}
_OF_ONESELF = re.compile("我|咱|俺|本人")


def _cue(
    plain: str,
    asked: Wanted,
    names: Sequence[tuple[str, Name]],
    topics: Sequence[str],
    *,
    newest: bool,
) -> Cue:
    """Tell the kind where no cue tells it: where nothing is asked, articles on it are.

    A person or a firm that is merely named is told of. The newest of a topic without anything
    asked of it (半导体最近) is news; who tells of himself (我家要拆了) asks for articles, too.
    """
    cue = kind_of(plain)
    if cue.kind is not Kind.FACT or asked.word:
        return cue
    bare = plain.rstrip("?")
    named = next((name.kind for form, name in names if form == bare), None)
    if bare in find_qualifiers(plain):  # 亿元以上 narrows what was asked before
        return cue
    if named in _TOLD_OF:
        return Cue(_TOLD_OF[named])
    asks_nothing = asked.type is AnswerType.THING
    if named or _OF_ONESELF.match(plain) or (asks_nothing and [bare] == [*topics]):
        return Cue(Kind.TOPIC)
    return Cue(Kind.LATEST) if newest and (asks_nothing or asked.type in FIGURES) else cue


class Understanding:
    """Understands questions put to one corpus; `before` did so for the one before."""

    def __init__(self, library: Library, before: Understanding | None = None) -> None:
        self.library = library
        self._english = English(library)
        self._topics = TopicFinder(library)
        self._titles = Titles(library)
        self._understood = lru_cache(MAX_UNDERSTOOD)(self._understand)
        names = library.names
        self.speller: Speller = Speller(
            names.forms_new if before else names.forms,
            library.prints_pairs_of,
            before=before.speller if before else None,
            gone=names.forms_gone if before else (),
        )
        self._slips = Slips(library)

    def understand(self, text: str) -> Question:
        """Understand a question as typed; what is beyond `MAX_QUESTION_CHARS` is not read."""
        return self._understood(text)

    def _understand(self, text: str) -> Question:
        plain, remarks = self._spelt_right(to_plain(self._in_chinese(text)))
        times = list(find_periods(plain, typed=True))
        names = list(self._names(plain))
        asked = asked_for(plain, self.library.analyzer.words)
        newest = [match.span() for match in newest_words().finditer(plain)]
        topics = list(
            self._topics.topics(
                asked,
                [*((start, end) for start, end, _ in times), *qualifier_places(plain), *newest],
                [form for form, _ in names],
            )
        )
        return Question(
            text=text,
            plain=plain,
            cue=_cue(plain, asked, names, topics, newest=bool(newest)),
            wanted=asked,
            topics=tuple(topics),
            names=tuple(names),
            periods=tuple(period for *_, period in times),
            qualifiers=find_qualifiers(plain),
            newest=bool(newest),
            remarks=tuple(remarks),
        )

    def _names(self, plain: str) -> Iterator[tuple[str, Name]]:
        """Find the names in a plain question; what begins inside a word (完|成了) is none."""
        words = self.library.analyzer.words(plain)
        begins = {0, *accumulate(map(len, words))}
        for start, form, name in self.library.names.find(plain):
            if name.kind is not NameKind.PERSON or start in begins:
                yield form, name

    def _in_chinese(self, text: str) -> str:
        """Fold a message, and put an English question into Chinese; English chat stays."""
        typed = text.strip()[:MAX_QUESTION_CHARS]
        folded = fold(typed)
        if not is_english(folded):
            return folded
        cue = kind_of(folded)
        is_aside = cue.reason or cue.kind in {Kind.MORE, Kind.ANOTHER}
        return folded if is_aside else fold(self._english.to_chinese(typed))

    def _spelt_right(self, text: str) -> tuple[str, list[Remark]]:
        """Put misspelt names right, and 刘书记 by name, with a remark on each."""
        words = self.library.analyzer.words(text)
        remarks, parts, done = [], [], 0
        for start, end, printed in sorted(
            (
                *self.speller.corrections(words),
                *self._titles.corrections(text),
                *self._slips.corrections(words),
            ),
            key=lambda found: found.start,
        ):
            if start < done or text[start:end] in empty_words():
                continue
            parts += [text[done:start], printed]
            remarks.append(Remark("read_as", {"typed": text[start:end], "printed": printed}))
            done = end
        return "".join((*parts, text[done:])), remarks
