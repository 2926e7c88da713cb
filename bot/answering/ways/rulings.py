"""What the printed words decide of a claim: one judge a kind of claim, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.evidence import Evidence
from bot.answering.periods import Agreement, agreement
from bot.answering.qualifiers import same_qualifiers, superlatives
from bot.answering.ways.claims import Claim, Figure, figures, opposites, ranks, verdict_words
from bot.answering.wording import load_data
from bot.model import Remark, Verdict
from corpus.model import Printed

# Of the claimed words, what the sentence itself must say for a plain yes or no.
MIN_CLAIMED = 0.6
# A rank is shown with all of its clause where that is so short: 总量居全市第二.
SHORT_CLAUSE = 10
_CLAUSE = re.compile(r"[^，。；,;：:！？…]+")
_COUNTERS = frozenset("个家户项座条")
_PEOPLE = frozenset("人名位")


@dataclass(frozen=True)
class Ruling:
    """What decides: the printed words, yes or no, a remark, and how surely it decides."""

    words: Printed
    verdict: Verdict
    remark: Remark | None = None
    weight: float = 0.0


def ruling(claim: Claim, found: Evidence) -> Ruling | None:
    """Let the judges rule on a claim by a sentence, one after the other; None: it does not tell."""
    text = found.story.folded[found.at]
    rulings = (judge(claim, found, text) for judge in _JUDGES)
    return next(filter(None, rulings), None)


def _figure(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """Compare the figure claimed with the printed one of the same unit."""
    asked = claim.figure
    if not asked or claim.has("only_one"):
        return None
    printed = [one for one in figures(text) if _comparable(asked.unit, one.unit)]
    return _compared(claim, found, asked, _nearest(claim, text, printed))


def _only_figure(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """Compare the figure before all else where it is claimed alone: 只有一个季度第一."""
    alone = claim.has("only") and not claim.has("only_one")
    return _figure(claim, found, text) if alone else None


def _rank(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """Compare the rank claimed with the printed one."""
    return claim.rank and _compared(
        claim, found, claim.rank, _nearest(claim, text, list(ranks(text)))
    )


def _compared(
    claim: Claim, found: Evidence, asked: Figure, printed: Sequence[Figure]
) -> Ruling | None:
    text = found.story.folded[found.at]
    if not printed or not _is_qualified(claim, text):
        return None
    one = next((one for one in printed if one.value == asked.value), printed[0])
    words = _figure_words(found, one)
    if one.value == asked.value:
        clause = next(span for span in _clauses(text) if span[0] <= one.start < span[1])
        if claim.has("only") and verdict_words()["more"].search(text[slice(*clause)]):
            return Ruling(found.sentence.printed.cut(*clause), Verdict.NO, weight=2.0)
        return Ruling(words, Verdict.YES, weight=2.5)
    asked_words = claim.question.plain[asked.start : asked.end]
    return Ruling(words, Verdict.NO, _otherwise(asked_words, words), weight=2.0)


def _figure_words(found: Evidence, one: Figure) -> Printed:
    """Cut a figure with its hedge and what it counts; a rank in a short clause with all of it."""
    text = found.story.folded[found.at]
    clause = next(span for span in _clauses(text) if span[0] <= one.start < span[1])
    if one.unit == "rank" and clause[1] - clause[0] <= SHORT_CLAUSE:
        return found.sentence.printed.cut(*clause)
    hedge = verdict_words()["hedge"].search(text, 0, one.start)
    end = one.end + _counted(text, one.end)
    return found.sentence.printed.cut(hedge.start() if hedge else one.start, end)


def _otherwise(asked: str, printed: Printed) -> Remark:
    return Remark("printed_otherwise", {"asked": asked, "printed": printed.text.strip()})


def _nearest(claim: Claim, text: str, printed: Sequence[Figure]) -> list[Figure]:
    """Keep the figures before which most of the question stands in their clause."""
    question = claim.question

    def said(one: Figure) -> int:
        start = max(text.rfind(mark, 0, one.start) for mark in "，。；,;：:") + 1
        before = text[start : one.end]
        topics = sum(question.is_said(topic, before) for topic in question.topics)
        topics += 2 * bool(_how_often(question.plain) & _how_often(before))
        return topics + 2 * sum(
            any(same in before for same in same_qualifiers(qualifier))
            for qualifier in question.qualifiers
        )

    best = max(map(said, printed), default=0)
    return [one for one in printed if said(one) == best]


def _how_often(text: str) -> set[str]:
    """Give the spans of time of which each is counted: 每个月 and 每月 are one."""
    return {match[0][-1] for match in verdict_words()["each"].finditer(text)}


def _comparable(asked: str, printed: str) -> bool:
    kinds = (_COUNTERS, _PEOPLE, {"次", "批", "批次"})
    same_kind = any(asked in kind and printed in kind for kind in kinds)
    return asked == printed or same_kind or (asked in {"万", "亿"} and printed == f"{asked}元")


def _counted(text: str, end: int) -> int:
    """Take the noun that is counted along: 5个 → 5个项目."""
    match = re.match(r"(?:项目|企业|公司|人|户|亩|工程)", text[end:])
    return match.end() if match else 0


def _superlative(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """唯一, 首个, 最高: printed, it is so; but of the place it is said of (我市 is not 全省)."""
    for asked, same in _superlatives(claim):
        at = text.find(same)
        if at < 0:
            continue
        scope = _scope_before(text, at)
        start = scope.start() if scope else _start_of(text, at)
        words = found.sentence.printed.cut(start, _end_of(text, at))
        question = claim.question.plain
        claimed = _scope_before(question, question.find(asked))
        if scope and claimed and _area(scope[0]) != _area(claimed[0]):
            return Ruling(words, Verdict.NO, _otherwise(claimed[0] + asked, words), weight=2.0)
        return Ruling(words, Verdict.YES, weight=2.0)
    return None


def _superlatives(claim: Claim) -> Iterator[tuple[str, str]]:
    """Give the superlatives claimed, each with every printed word for it."""
    for qualifier in claim.question.qualifiers:
        if qualifier in superlatives():
            yield from ((qualifier, same) for same in same_qualifiers(qualifier))
    for match in verdict_words()["most"].finditer(claim.question.plain):
        yield match[0], match[0]
    if verdict_words()["only_one"].search(claim.question.plain):
        yield from (("唯一", same) for same in same_qualifiers("唯一"))


def _scope_before(text: str, at: int) -> re.Match[str] | None:
    """Find the place that a superlative is said of, close before it."""
    areas = "|".join(area for row in load_data("grammar.toml")["scope"]["same"] for area in row)
    matches = list(re.compile(areas).finditer(text, max(0, at - 8), at))
    return matches[-1] if matches else None


def _area(scope: str) -> int:
    rows = load_data("grammar.toml")["scope"]["same"]
    return next(number for number, row in enumerate(rows) if scope in row)


def _start_of(text: str, at: int) -> int:
    """Begin a superlative after the 是 or 为 of its clause: 为2014年以来的最高值."""
    start = max(text.rfind(mark, 0, at) for mark in "，。；,;：:是为成")
    return start + 1 if verdict_words()["most"].match(text, at) else at


def _end_of(text: str, at: int) -> int:
    """End a superlative before a title, and after its measure where much follows (一家获此…的)."""
    clause = _CLAUSE.match(text, at)
    end = clause.end() if clause else len(text)
    said = text[at:end]
    title = re.search(r"[《“]", said[2:])
    if title:
        return at + 2 + title.start()
    measured = re.match(r".{2}一[家个座条项名]", said)
    return at + measured.end() if measured and "的" in said else end


def _time(claim: Claim, found: Evidence, _: str) -> Ruling | None:
    """Compare the time claimed (是2020年签约的吧) with the one that the sentence prints."""
    if not claim.time:
        return None
    asked = claim.time
    printed = [one for one in found.story.periods[found.at] if not one[2].compared]
    if not printed or _claimed(claim, found.story.folded[found.at]) < MIN_CLAIMED:
        return None
    start, end, period = max(printed, key=lambda one: agreement(asked, one[2]))
    if (period.first or 0) <= (asked.first or 0) <= (
        period.last or 0
    ) and period.first != period.last:
        return None  # all of a year tells nothing of a month in it
    words = found.sentence.printed.cut(start, end)
    if agreement(asked, period) is not Agreement.DIFFERENT:
        return Ruling(words, Verdict.YES, weight=2.0)
    return Ruling(words, Verdict.NO, _otherwise(asked.printed, words), weight=2.0)


def _day_part(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """Compare the part of the day claimed with the printed one, and show it with its day."""
    part = verdict_words()["day_part"]
    asked, printed = part.search(claim.question.plain), part.search(text)
    if not asked or not printed or "是" not in claim.question.plain[: asked.start()]:
        return None
    before = [end for _, end, _ in found.story.periods[found.at] if end <= printed.start()]
    starts = [s for s, end, _ in found.story.periods[found.at] if before and end == before[-1]]
    start = starts[0] if starts and before[-1] == printed.start() else printed.start()
    words = found.sentence.printed.cut(start, printed.end())
    if asked[0][0] == printed[0][0]:
        return Ruling(words, Verdict.YES, weight=1.5)
    return Ruling(words, Verdict.NO, _otherwise(asked[0], words), weight=1.5)


def _not_only(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """What is claimed alone (只种香樟) is printed among others: no."""
    if not claim.has("only") or not claim.said:
        return None
    joined = verdict_words()["joined"].pattern
    for word in claim.question.words_of(claim.said[-1]):
        beside = rf"(?:{joined}){word}|{word}[^，。；,;]{{0,2}}(?:{joined})"
        for clause in _clauses(text):
            said = text[slice(*clause)]
            more = word in text and verdict_words()["others"].search(said)
            if more or re.search(beside, said):
                words = found.sentence.printed.cut(*clause)
                return Ruling(words, Verdict.NO, weight=1.5)
    return None


def _not_all(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """What is claimed of all is printed of a part: no."""
    if not claim.has("whole"):
        return None
    for start, end in _clauses(text):
        said = text[start:end]
        part = verdict_words()["part"].search(said)
        counted = claim.has("done") and any(figures(said))
        claimed = (*claim.said, *claim.deeds)
        if (part or counted) and any(claim.question.is_said(topic, said) for topic in claimed):
            first, last = part.span() if part and part.lastgroup == "whose" else (0, len(said))
            words = found.sentence.printed.cut(start + first, start + last)
            return Ruling(words, Verdict.NO, Remark("in_part", {"printed": words.text}), weight=1.0)
    return None


def _planned(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """What is only planned, or being prepared, is not done."""
    if not claim.has("done") or claim.has("planned"):
        return None
    clause = _deciding(claim, text)
    planned = verdict_words()["planned"].search(text[slice(*clause)])
    under_way = verdict_words()["under_way"].search(text)
    if under_way and not _claimed(claim, text):
        return _begun(claim, found, under_way.start())
    if not planned or not _claimed(claim, text):
        return None
    words = _predicate(claim, found, clause)
    return Ruling(words, Verdict.NO, Remark("only_planned"), weight=1.0)


def _begun(claim: Claim, found: Evidence, start: int) -> Ruling | None:
    """What is being built or prepared is not finished."""
    text = found.story.folded[found.at]
    if not claim.has("finished") or not all(
        claim.question.is_said(one, text) for one in claim.subject
    ):
        return None
    end = next(end for _, end in _clauses(text) if end > start)
    words = found.sentence.printed.cut(start, end)
    return Ruling(words, Verdict.NO, Remark("only_planned"), weight=6.0)


def _place(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """A place that is not printed is denied by the place that the sentence goes to."""
    asked = verdict_words()["to_place"].search(claim.question.plain)
    printed = verdict_words()["to_place_printed"].search(text)
    if (
        not asked
        or not printed
        or any(word in text for word in (asked["where"], asked["where"][:2]))
    ):
        return None
    words = found.sentence.printed.cut(*printed.span("where"))
    return Ruling(words, Verdict.NO, _otherwise(asked["where"], words), weight=1.0)


def _other(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """A name claimed (末位的是甲吗) that is not printed where all else is: it is another."""
    missing = [one for one in claim.must if not claim.question.is_said(one, text)]
    is_other = re.search(r"是(?!否)(?P<what>[^，。；,;]{2,20})", text)
    if not missing or not is_other or "是" not in claim.question.plain:
        return None
    if not all(
        claim.question.is_said(one, text) for one in (*claim.subject[-1:], *claim.said[-1:])
    ):
        return None
    words = found.sentence.printed.cut(*is_other.span("what"))
    return Ruling(words, Verdict.NO, _otherwise(missing[0], words), weight=0.5)


def _opposite(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """免费 denies 要钱吗, and 不变 denies 涨了吗."""
    for asked, printed in opposites():
        if claim.is_negated or not asked.search(claim.question.plain):
            continue
        clauses = [span for span in _clauses(text) if printed.search(text[slice(*span)])]
        if clauses:
            best = max(clauses, key=lambda span: _topics_in(claim, text[slice(*span)]))
            return Ruling(found.sentence.printed.cut(*best), Verdict.NO, weight=2.0)
    return None


def _topics_in(claim: Claim, text: str) -> int:
    return sum(claim.question.is_said(topic, text) for topic in claim.question.topics)


def _denied(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """没有辞退 denies 被辞退了没, whatever the sentence calls the rest."""
    for word in claim.question.words_of(claim.said[-1]) if claim.said else ():
        match = re.search(rf"(?:没有?|并?未|不再?|无需?)[^，。；,;]{{0,2}}{re.escape(word)}", text)
        if not match or claim.is_negated or _uncertain(text):
            continue
        start, end = next(span for span in _clauses(text) if span[1] >= match.end())
        if not verdict_words()["overcome"].search(text, start, match.start()):
            return Ruling(found.sentence.printed.cut(match.start(), end), Verdict.NO, weight=2.0)
    return None


def _uncertain(text: str) -> bool:
    return bool(verdict_words()["uncertain"].search(text))


def _plain(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """The claimed words are printed: yes; with a denial in their clause: no."""
    if _claimed(claim, text) < MIN_CLAIMED or _uncertain(text) or claim.time:
        return None
    if not _is_qualified(claim, text):
        return None
    if not all(claim.question.is_said(one, text) for one in claim.must):
        return None
    clause = _deciding(claim, text)
    denied = _denies(claim, text[slice(*clause)])
    verdict = Verdict.NO if denied != claim.is_negated else Verdict.YES
    if verdict is Verdict.YES and (claim.has("only") or claim.has("whole")):
        return None
    return Ruling(_predicate(claim, found, clause), verdict)


def _is_qualified(claim: Claim, text: str) -> bool:
    narrowing = (one for one in claim.question.qualifiers if one not in superlatives())
    return all(any(same in text for same in same_qualifiers(one)) for one in narrowing)


def _denies(claim: Claim, clause: str) -> bool:
    """Whether a clause denies; 破解…不透明 does not, but where just that lack is asked about."""
    words = verdict_words()
    overcome = words["overcome"].search(clause) and not claim.is_negated
    return bool(words["denied"].search(clause)) and not overcome


_JUDGES: Sequence[Callable[[Claim, Evidence, str], Ruling | None]] = (
    _opposite,
    _only_figure,
    _superlative,
    _rank,
    _figure,
    _time,
    _day_part,
    _not_only,
    _not_all,
    _planned,
    _place,
    _other,
    _denied,
    _plain,
)


def _claimed(claim: Claim, text: str) -> float:
    """Say what share of the claimed words a text has."""
    said = [claim.question.is_said(topic, text) for topic in claim.said]
    return sum(said) / len(said) if said else 0.0


def _clauses(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _CLAUSE.finditer(text)]


def _deciding(claim: Claim, text: str) -> tuple[int, int]:
    """Choose the clause that says most of what is claimed; one that overcomes a lack tells less."""

    def said(clause: tuple[int, int]) -> float:
        words = text[slice(*clause)]
        hits = float(sum(claim.question.is_said(topic, words) for topic in claim.said))
        subject = [claim.question.is_said(topic, words) for topic in claim.subject]
        hits += sum(subject) / len(subject) / 2 if subject else 0.0
        last = claim.question.is_said(claim.said[-1], words) if claim.said else 0
        stands = bool(
            verdict_words()["planned"].search(words) or verdict_words()["denied"].search(words)
        )
        lacking = bool(verdict_words()["overcome"].search(words))
        return hits + last + 0.3 * stands + (0.6 if claim.is_negated else -0.6) * lacking

    return max(_clauses(text), key=said)


def _predicate(claim: Claim, found: Evidence, clause: tuple[int, int]) -> Printed:
    """Cut what a clause says of its subject: from the word that begins it, after the subject."""
    start, end = clause
    text = found.story.folded[found.at][start:end]
    after = max(_ends_of_subject(claim, found, clause), default=0)
    begins = verdict_words()["begins"].search(text, after)
    kept = [one for one in claim.said if claim.question.is_said(one, text)]
    if (
        after
        and begins
        and all(claim.question.is_said(one, text[begins.start() :]) for one in kept)
    ):
        after = begins.start()
    return found.sentence.printed.cut(start + after, end)


def _ends_of_subject(claim: Claim, found: Evidence, clause: tuple[int, int]) -> Iterable[int]:
    """Give where the words of the subject end in a clause, no word of the claim before them."""
    start, end = clause
    text = found.story.folded[found.at][start:end]
    claimed = [word for topic in claim.said for word in claim.question.words_of(topic)]
    first = min((text.find(word) for word in claimed if word in text), default=len(text))
    for topic in claim.subject:
        for word in claim.question.words_of(topic):
            at = text.find(word)
            if at >= 0 and at + len(word) <= first:
                yield at + len(word)
