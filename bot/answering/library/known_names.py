"""Every name of a corpus, by every form that means it; kept up to date as articles come and go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from bot.answering.language.names import (
    GRADES,
    Cut,
    Mention,
    Mentions,
    Name,
    NameKind,
    Shortening,
    beginnings,
    core_of,
)
from bot.answering.library.layers import Layered, recounted, regrouped

MAX_NAME_CHARS = 40
# A name has so many characters at least, and few names open with the same ones.
OPENING_CHARS = 2

_SHORTENED = frozenset({NameKind.ORGANISATION, NameKind.PLACE, NameKind.UNDERTAKING})
_NO_SHORT: frozenset[str] = frozenset()


class Names:
    """Every name of a corpus, by every form.

    It is worked out from the mentions of its articles, and never changes: `changed` gives the names
    once some articles are gone and others came. They are those that would be worked out anew; only
    what the articles touch is.

    A beginning that two names share means neither; one that is a plain word (安全) means itself.
    `forms_gone` and `forms_new` tell what `changed` did to the forms.
    """

    forms_gone: Sequence[str] = ()
    forms_new: Sequence[str] = ()

    def __init__(self, cut: Cut) -> None:
        self._cut = cut
        self._mentioned: Layered[Mention, int] = Layered()
        self._shortened: Layered[Shortening, int] = Layered()
        self._kinds: Layered[str, NameKind] = Layered()
        self._called: Mapping[str, frozenset[str]] = {}
        self._by_core: Layered[str, tuple[str, ...]] = Layered()
        self._cores_by_beginning: Layered[str, tuple[str, ...]] = Layered()
        self._known: Layered[str, Name] = Layered()
        self._texts_by_form: Layered[str, tuple[str, ...]] = Layered()
        self._by_form: Layered[str, Name] = Layered()
        self._lengths: Layered[str, tuple[int, ...]] = Layered()

    def changed(self, *, gone: Iterable[Mentions], came: Iterable[Mentions]) -> Names:
        """Give the names of a corpus that some articles left and others joined."""
        names = Names(self._cut)
        names._take(self, gone, came)
        return names

    def find(self, text: str) -> Iterator[tuple[int, str, Name]]:
        """Find names in a folded text from left to right, the longest form first."""
        lengths_of, name_of = self._lengths.get, self._by_form.get
        start = 0
        while start < len(text) - 1:
            lengths = lengths_of(text[start : start + OPENING_CHARS]) or ()
            forms = (text[start : start + length] for length in lengths)
            form = next(filter(name_of, forms), None)
            name = name_of(form) if form else None
            if form and name:
                yield start, form, name
            start += len(form) if form else 1

    @property
    def forms(self) -> Iterable[str]:
        """Every form of every name, in no order."""
        return self._by_form

    def get(self, form: str) -> Name | None:
        """Look a name up by any of its forms."""
        return self._by_form.get(form)

    def _take(self, before: Names, gone: Iterable[Mentions], came: Iterable[Mentions]) -> None:
        """Become what `before` is once articles are gone and others came."""
        mentioned, shortened = Counter[Mention](), Counter[Shortening]()
        for one, sign in chain(zip(came, repeat(1)), zip(gone, repeat(-1))):
            mentioned.update(dict.fromkeys(one.names, sign))
            shortened.update(dict.fromkeys(one.shortenings, sign))
        self._mentioned = recounted(before._mentioned, mentioned)
        self._shortened = recounted(before._shortened, shortened)
        touched = {name.text for name in mentioned}
        self._kinds = before._kinds.changed({text: self._kind(text) for text in touched})
        self._called = self._all_called()
        touched |= {
            text
            for text in {*self._called, *before._called}
            if self._called.get(text) != before._called.get(text)
        }
        touched |= self._take_cores(before, touched)
        self._take_forms(before, touched)

    def _kind(self, text: str) -> NameKind | None:
        """Tell what bears a name, as most articles say, sure ones first; None where none does."""
        counts = {
            grade: (grade[0], count)
            for grade in GRADES
            if (count := self._mentioned.get(Mention(text, grade[1], grade[0])))
        }
        return max(counts, key=counts.__getitem__)[1] if counts else None

    def _all_called(self) -> dict[str, frozenset[str]]:
        """Give what names are called for short: few articles say so, so all are looked through."""
        called = defaultdict(set)
        for one in self._shortened:
            if full := one.full(self._kinds):
                called[full].add(one.short)
        return {full: frozenset(short) for full, short in called.items()}

    def _take_cores(self, before: Names, touched: Iterable[str]) -> set[str]:
        """Group names by their cores; give those whose beginnings have another meaning now."""
        old = [(core, text) for text in touched if (core := before._core(text))]
        new = [(core, text) for text in touched if (core := self._core(text))]
        self._by_core = regrouped(before._by_core, gone=old, came=new)
        left = {core for core, _ in old if core not in self._by_core}
        joined = {core for core, _ in new if core not in before._by_core}
        self._cores_by_beginning = regrouped(
            before._cores_by_beginning,
            gone=((start, core) for core in left for start in beginnings(core, self._cut)),
            came=((start, core) for core in joined for start in beginnings(core, self._cut)),
        )
        starts = {start for core in left | joined for start in beginnings(core, self._cut)}
        groups = (before._cores_by_beginning.get, self._cores_by_beginning.get)
        cores = {core for start in starts for group in groups for core in group(start) or ()}
        return {text for core in cores for text in self._by_core.get(core) or ()}

    def _core(self, text: str) -> str | None:
        return core_of(text) if self._kinds.get(text) in _SHORTENED else None

    def _take_forms(self, before: Names, touched: Iterable[str]) -> None:
        """Work names out anew, and which of them each of their forms means."""
        names = {text: self._name(text) for text in touched}
        old = [(form, text) for text in names for form in _forms(before._known.get(text))]
        new = [(form, text) for text, name in names.items() for form in _forms(name)]
        self._known = before._known.changed(names)
        self._texts_by_form = regrouped(before._texts_by_form, gone=old, came=new)
        meanings = {form: self._meant(form) for form in {form for form, _ in (*old, *new)}}
        self._by_form = before._by_form.changed(meanings)
        self.forms_gone = tuple(f for f in meanings if f not in self._by_form)
        self.forms_new = tuple(f for f in meanings if f not in before._by_form)
        self._lengths = _with_lengths(before._lengths, self.forms_new)

    def _name(self, text: str) -> Name | None:
        """Give a name its forms; None where no article has it."""
        kind, called = self._kinds.get(text), self._called.get(text, _NO_SHORT)
        if not kind:
            return Name(text, NameKind.TERM, tuple(sorted({text, *called}))) if called else None
        core = self._core(text)
        starts = beginnings(core, self._cut) if core else ()
        short = {start for start in starts if len(self._cores_by_beginning.get(start) or ()) == 1}
        return Name(text, kind, tuple(sorted({text, *called, *short})))

    def _meant(self, form: str) -> Name | None:
        """Give the shortest of the names that have a form."""
        texts = self._texts_by_form.get(form) or ()
        shortest = min(texts, key=lambda text: (len(text), text), default="")
        return self._known.get(shortest)


def _forms(name: Name | None) -> Iterable[str]:
    return name.forms if name else ()


def _with_lengths(
    lengths: Layered[str, tuple[int, ...]], forms: Iterable[str]
) -> Layered[str, tuple[int, ...]]:
    """Note how long the forms are that open with the same characters, the longest first.

    A length that no form has any longer stays: it costs a look and changes nothing.
    """
    changed: dict[str, set[int]] = {}
    for form in forms:
        if OPENING_CHARS <= len(form) <= MAX_NAME_CHARS:
            opening = form[:OPENING_CHARS]
            changed.setdefault(opening, set(lengths.get(opening) or ())).add(len(form))
    return lengths.changed(
        {opening: tuple(sorted(known, reverse=True)) for opening, known in changed.items()}
    )
