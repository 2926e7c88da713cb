"""What a question is about: the words to go on with in the next one."""

from __future__ import annotations

import re
from functools import cache

from bot.answering.kinds import Kind
from bot.answering.names import NameKind
from bot.answering.parts_of_speech import Part, part_of
from bot.answering.question import Question, general_words, only_asks
from bot.answering.reading.dimensions import asked_dimensions
from bot.answering.reading.wanted import AnswerType
from bot.answering.ways.claims import Claim, verdict_words
from bot.answering.wording import load_data, zone_names

_NAMED = frozenset({NameKind.ORGANISATION, NameKind.PERSON, NameKind.PLACE, NameKind.UNDERTAKING})
_NO_THINGS = frozenset({Part.TIME, Part.MEASURE})
# Of one character only these name what is measured: 增长率, 税额; 工人 is no 人.
_MEASURE_ENDS = frozenset("率额量数价费税债")
_FIGURE = re.compile(r"[\d.]+%?")
# Print has such words in capitals: GDP, LED.
_LATIN = re.compile(r"(?<![a-z])[a-z]{2,4}(?![a-z])")
# They are asked of what is measured: 增长多少, 排第几.
RATES = frozenset({AnswerType.PERCENT, AnswerType.RANK})


def is_measured(word: str) -> bool:
    """Whether a word ends in what is told by a figure: 增速, 净利润, 增长率."""
    return any(
        end == len(word) and dimension.units and (end - start > 1 or word[-1] in _MEASURE_ENDS)
        for start, end, dimension in asked_dimensions(word)
    )


def is_rate(word: str) -> bool:
    """Whether a word ends in what is asked of a figure: its growth, its share, its rank."""
    return any(end == len(word) and row.type in RATES for _, end, row in asked_dimensions(word))


def is_deed(topic: str) -> bool:
    """Whether a topic is a verb, with or without its particles: 施工, 拿了, 能卖, 投."""
    bare = topic.rstrip("了过着的").lstrip("能会要可")
    short = len(bare) == 1 and bare in general_words()
    return short or Part.VERB in {part_of(topic), part_of(bare)}


def things_of(question: Question) -> tuple[str, ...]:
    """Give the topics that name a subject: neither deeds nor what anything may have."""
    return tuple(topic for topic in question.subject if not is_deed(topic))


def is_named(question: Question) -> bool:
    """Whether a question says by name, or by the zone's, what it is about; 来丽水 says where."""
    named = any(form not in question.qualifiers for form, _ in question.names)
    return named or bool(_zone().search(question.plain))


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(f"(?<![来到去在进回])(?:{'|'.join(map(re.escape, zone_names()))})")


def subject_words(question: Question, *, measured: bool = False) -> str:
    """Give the words that say what a question is about, without what it asks of that.

    They are those left of the question word or of what is claimed, where they are more than a
    deed, or else those right of it (签了多少 | 亿元以上项目); "" where it asks for the holder of an
    office alone. What is `measured` stays where its growth or rank is to be asked for: 财政总收入.
    """
    plain, asked = question.plain, question.wanted
    gap = _claimed_from(question) or asked.start or len(plain)
    topics = (one for one in question.topics if not (only_asks(one) or _FIGURE.fullmatch(one)))
    places = [(plain.find(topic), topic) for topic in topics]
    left = sorted((at, topic) for at, topic in places if 0 <= at < gap)
    if question.office:
        left = left[:-1]  # 柏塘泵业|董事长是谁 is about the firm
    while len(left) > 1 and _says_no_subject(left[-1][1], measured=measured):
        if len(left[-1][1]) > 1 and all(part_of(one) in _NO_THINGS for _, one in left[:-1]):
            break  # 晚上|加班
        left.pop()
    right = [(at + len(topic), topic) for at, topic in places if at >= asked.end > 0]
    if not all(is_deed(topic) for _, topic in right) and (not left or is_deed(left[0][1])):
        return plain[asked.end : max(right)[0]]
    if left:
        start, first = left[0]
        start += len(first) if len(left) > 1 and is_deed(first) else 0
        told = plain[start : left[-1][0] + len(left[-1][1])].lstrip("了过的")
        whole = told + _told_after(question)
        timed = all(part_of(topic) in _NO_THINGS for _, topic in left)
        return "" if timed or len(whole) < 2 else whole  # 一天 and 签 tell of nothing
    return subject_name(question) or ""


def _says_no_subject(topic: str, *, measured: bool) -> bool:
    """Whether a topic is a deed, an area (排|全市), or measured where that is not to stay."""
    return is_deed(topic) or topic in _areas() or (not measured and is_measured(topic))


@cache
def _areas() -> frozenset[str]:
    return frozenset(area for row in load_data("grammar.toml")["scope"]["same"] for area in row)


def _claimed_from(question: Question) -> int:
    """Give where a yes/no question begins to claim something of its subject; 0 for no such place.

    That is at the figure that is claimed, else at what binds the claim: 红色会客厅 | 能找工作吗.
    """
    if question.kind is not Kind.YES_NO:
        return 0
    claim = Claim(question)
    binding = verdict_words()["binding"].search(question.plain, 1)
    bound = binding.start() if binding and claim.subject else 0
    return claim.figure.start if claim.figure else bound


def subject_name(question: Question) -> str | None:
    """Give the name of what a question is about, as it was typed; None where it names nothing."""
    named = (
        form
        for form, name in question.names
        if name.kind in _NAMED and form not in question.qualifiers
    )
    return next(named, None)


def _told_after(question: Question) -> str:
    """Give what is told after the question word (多少人 | 上夜班), but for what is counted."""
    right = question.wanted.right
    told = [topic for topic in question.topics if topic in right and not only_asks(topic)]
    counts = question.wanted.dimension != "people" and any(map(right.startswith, told))
    return "" if counts or not told else right[: max(right.find(one) + len(one) for one in told)]


def _without_deed(words: str, question: Question) -> str:
    """Leave out the deed that words end with: 企业培训 | 参加."""
    deed = next((one for one in question.topics if words.endswith(one) and is_deed(one)), "")
    return words.removesuffix(deed) or words


def subject_label(question: Question, *, measured: bool = False) -> str:
    """Call what a question is about: by its name, by its topics, or in its own words."""
    words = _without_deed(subject_words(question, measured=measured), question)
    plainly = words and not any(
        part_of(one) is Part.TIME for one in question.topics if one in words
    )
    label = subject_name(question) or (words if plainly and len(words) > 1 else question.plain)
    return _LATIN.sub(lambda match: match[0].upper(), label.rstrip("?"))
