"""Persons called by surname and office: 刘书记 is the one whom the pages name so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from itertools import accumulate

from bot.answering.language.names import NameKind, rules
from bot.answering.language.person_names import surname_pattern
from bot.answering.library.library import Library
from bot.answering.understanding.spelling import Correction

# So few characters may stand between a printed office and its holder: 党工委书记、管委会主任某某.
REACH = 10
MAX_KNOWN = 256
# What 王总 may be.
_CHIEFS = ("董事长", "总经理", "总裁")


class Titles:
    """Knows who is meant by a surname with an office, in one corpus."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._holder = lru_cache(MAX_KNOWN)(self._find_holder)

    @cached_property
    def _by_surname(self) -> dict[str, list[str]]:
        """The persons by surname; few ask for one so, and they are not looked through before."""
        persons: dict[str, list[str]] = defaultdict(list)
        for form in self._library.names.forms:
            name = self._library.names.get(form)
            if name and name.kind is NameKind.PERSON and form == name.text:
                surname = re.match(surname_pattern(), form)
                persons[surname[0] if surname else form[0]].append(form)
        return persons

    def corrections(self, text: str) -> Iterator[Correction]:
        """Give each 刘书记 of a folded question with the only person it can mean."""
        matches = list(_title_pattern().finditer(text))
        begins = {0, *accumulate(map(len, self._library.analyzer.words(text)))} if matches else ()
        for match in matches:
            holder = self._holder(match["surname"], match["office"])
            if holder and match.start() in begins:
                yield Correction(*match.span(), holder)

    def _find_holder(self, surname: str, office: str) -> str | None:
        """Name the one person of that surname in that office; None if none or more are printed."""
        offices = "|".join(_CHIEFS if office == "总" else (office,))
        holders = [
            person for person in self._by_surname.get(surname, ()) if self._holds(person, offices)
        ]
        return holders[0] if len(holders) == 1 else None

    def _holds(self, person: str, offices: str) -> bool:
        """Whether a person is printed with any of some offices."""
        held = re.compile(rf"(?<!副)(?:{offices})[^，。；,;：:]{{0,{REACH}}}?{person}")
        return any(held.search(story.all_text) for story in self._library.stories_with((person,)))


@cache
def _title_pattern() -> re.Pattern[str]:
    offices = "|".join(sorted(rules()["persons"]["roles"], key=len, reverse=True))
    return re.compile(
        rf"(?P<surname>{surname_pattern()})(?P<office>{offices}|总(?=[说讲提是的在对,，? ]|$))"
    )
