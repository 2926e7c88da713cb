"""Claims that can be measured: figures, ranks, superlatives, times and parts of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answering.data_files import load_data
from bot.answering.evidence.evidence import Evidence
from bot.answering.language.periods import Agreement, agreement
from bot.answering.language.qualifiers import same_qualifiers, superlatives
from bot.answering.question.claims import Claim, Figure, figures, ranks, verdict_words
from bot.answering.ways.deciding import (
    MIN_CLAIMED,
    Ruling,
    clause_at,
    is_qualified,
    printed_otherwise,
    share_claimed,
)
from bot.model import Verdict
from corpus.model import Printed

# A rank is shown with all of its clause where that is so short: 总量居全市第二.
SHORT_CLAUSE = 10
_COUNTERS = frozenset("个家户项座条")


def judge_figure(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """Compare the figure claimed with the printed one of the same unit."""
    asked = claim.figure
    if not asked or claim.has("only_one"):
        return None
    printed = [one for one in figures(text) if _comparable(asked.unit, one.unit)]
    return _compared(claim, found, asked, _nearest(claim, text, printed))


def judge_only_figure(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """Compare the figure before all else where it is claimed alone: 只有一个季度第一."""
    alone = claim.has("only") and not claim.has("only_one")
    return judge_figure(claim, found, text) if alone else None


def judge_rank(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """Compare the rank claimed with the printed one."""
    return claim.rank and _compared(
        claim, found, claim.rank, _nearest(claim, text, list(ranks(text)))
    )


def _compared(
    claim: Claim, found: Evidence, asked: Figure, printed: Sequence[Figure]
) -> Ruling | None:
    text = found.story.folded[found.at]
    if not printed or not is_qualified(claim, text):
        return None
    one = next((one for one in printed if one.value == asked.value), printed[0])
    words = _figure_words(found, one)
    if one.value == asked.value:
        clause = clause_at(text, one.start)
        if claim.has("only") and verdict_words()["more"].search(text[slice(*clause)]):
            return Ruling(found.sentence.printed.cut(*clause), Verdict.NO, weight=2.0)
        return Ruling(words, Verdict.YES, weight=2.5)
    asked_words = claim.question.plain[asked.start : asked.end]
    return Ruling(words, Verdict.NO, printed_otherwise(asked_words, words), weight=2.0)


def _figure_words(found: Evidence, one: Figure) -> Printed:
    """Cut a figure with its hedge and what it counts; a rank in a short clause with all of it."""
    text = found.story.folded[found.at]
    clause = clause_at(text, one.start)
    if one.unit == "rank" and clause[1] - clause[0] <= SHORT_CLAUSE:
        return found.sentence.printed.cut(*clause)
    hedge = verdict_words()["hedge"].search(text, 0, one.start)
    end = one.end + _counted(text, one.end)
    return found.sentence.printed.cut(hedge.start() if hedge else one.start, end)


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
    kinds = (_COUNTERS, {"次", "批", "批次"}, *load_data("grammar.toml")["measure"]["same"])
    same_kind = any(asked in kind and printed in kind for kind in kinds)
    return asked == printed or same_kind or (asked in {"万", "亿"} and printed == f"{asked}元")


def _counted(text: str, end: int) -> int:
    """Take the noun that is counted along: 5个 → 5个项目."""
    match = re.match(r"(?:项目|企业|公司|人|户|亩|工程)", text[end:])
    return match.end() if match else 0


def judge_superlative(claim: Claim, found: Evidence, text: str) -> Ruling | None:
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
            return Ruling(
                words, Verdict.NO, printed_otherwise(claimed[0] + asked, words), weight=2.0
            )
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
    first = verdict_words()["first"].search(claim.question.plain)
    if first:
        yield from ((first[0], same) for same in same_qualifiers("首个"))


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
    end = clause_at(text, at)[1]
    said = text[at:end]
    title = re.search(r"[《“]", said[2:])
    if title:
        return at + 2 + title.start()
    measured = re.match(r".{2}一[家个座条项名]", said)
    return at + measured.end() if measured and "的" in said else end


def judge_time_claimed(claim: Claim, found: Evidence, _: str) -> Ruling | None:
    """Compare the time claimed (是2020年签约的吧) with the one that the sentence prints."""
    if not claim.time:
        return None
    asked = claim.time
    printed = [one for one in found.story.periods[found.at] if not one[2].compared]
    if not printed or share_claimed(claim, found.story.folded[found.at]) < MIN_CLAIMED:
        return None
    start, end, period = max(printed, key=lambda one: agreement(asked, one[2]))
    if (period.first or 0) <= (asked.first or 0) <= (
        period.last or 0
    ) and period.first != period.last:
        return None  # all of a year tells nothing of a month in it
    words = found.sentence.printed.cut(start, end)
    if agreement(asked, period) is not Agreement.DIFFERENT:
        return Ruling(words, Verdict.YES, weight=2.0)
    return Ruling(words, Verdict.NO, printed_otherwise(asked.printed, words), weight=2.0)


def judge_day_part(claim: Claim, found: Evidence, text: str) -> Ruling | None:
    """Compare the part of the day claimed with the printed one, and show it with its day."""
    part = verdict_words()["day_part"]
    asked, printed = part.search(claim.question.plain), part.search(text)
    if not asked or not printed or not re.search("[是在]", claim.question.plain[: asked.start()]):
        return None  # 晚上停车要钱吗 claims nothing of the time
    before = [end for _, end, _ in found.story.periods[found.at] if end <= printed.start()]
    starts = [s for s, end, _ in found.story.periods[found.at] if before and end == before[-1]]
    start = starts[0] if starts and before[-1] == printed.start() else printed.start()
    words = found.sentence.printed.cut(start, printed.end())
    if asked.lastgroup == printed.lastgroup:
        return Ruling(words, Verdict.YES, weight=1.5)
    return Ruling(words, Verdict.NO, printed_otherwise(asked[0], words), weight=1.5)
