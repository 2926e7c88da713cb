"""Who wrote and who took the picture: the forms of credits, and the people in them."""

from __future__ import annotations

import re
from pathlib import Path

_ = r"[ \u3000]*"
_BETWEEN = r"[ \u3000、，,/／]"
_HAN = r"[\u4e00-\u9fff]"
_DATA = Path(__file__).parent.parent / "data" / "surnames.txt"
_SURNAMES = "".join(_DATA.read_text(encoding="utf-8").split())
_DOUBLE_SURNAMES = (
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|南宫|公冶|澹台|濮阳|申屠"
    "|太史|轩辕|闻人|钟离|长孙|鲜于|宇文|万俟|赫连|呼延|拓跋|百里|东郭|西门|乐正|淳于|单于|司空"
    "|司寇|亓官|巫马|漆雕|左丘|谷梁|梁丘|闾丘|第五"
)

_NAME = "|".join(
    (
        r"[A-Z][a-z]+(?: [A-Z][a-z]+)+",
        rf"[{_SURNAMES}]{_HAN}{{1,2}}",
        rf"{_HAN}{{2,6}}·{_HAN}{{2,8}}",
        rf"(?:{_DOUBLE_SURNAMES}){_HAN}{{1,2}}",
        rf"[{_SURNAMES}][ \u3000]{_HAN}",
    )
)
_NAMES = rf"(?:{_NAME})(?:{_BETWEEN}*(?:{_NAME})){{0,7}}"
_RANK = (
    r"本报|本网|本台|特约|见习|实习|首席|全媒体?|融媒体?|驻\S{1,6}"
    r"|\S{2,6}(?:日报|晚报|晨报|商报|网|社)|\S报融媒体?"
)
_OFFICE = (
    "记者|通讯员|评论员|实习生|撰稿人?|撰文|作者|特稿|报道组|编辑|摄影|供稿|供图|整理|策划|执笔"
    "|口述"
)
_ROLE = rf"(?:(?:{_RANK}){_}){{0,3}}(?:{_OFFICE})"
_WORK = r"(?:文\s*[/／、]\s*[图摄]|[图文]\s*[/／]|摄影|供图|报道|文|摄|图)"
_PERSON = (
    rf"(?:{_ROLE}[ \u3000:：/／]*(?:{_NAMES})?(?:{_}[/／]?{_}{_WORK}(?:[ \u3000/／、]*{_WORK})*)?)"
)
_PEOPLE = rf"{_PERSON}(?:{_BETWEEN}*{_PERSON})*"
_READER = (
    rf"{_HAN}{{2,8}}(?:居民|市民|村民|业主|职工|员工)(?:[ \u3000]+[老小阿]?|[老小阿])"
    rf"[{_SURNAMES}]{_HAN}{{0,2}}"
)
_LETTER = rf"(?:读者|市民|网友|村民|居民){_}[{_SURNAMES}]{_HAN}{{1,2}}"  # who wrote to the paper
_HOUSE = "本[报刊网台版](?:编辑部|编写|整理|综合报道|综合|专稿|评论员)"
_WORK_FIRST = (  # 文/某人 图/某人, 文/图 记者 某人
    rf"(?:[文图摄]{_}[/／:：、]{_})+(?:{_ROLE}{_})?{_NAMES}"
    rf"(?:{_}[图文摄][/／:：]?{_}(?:(?:{_ROLE}{_})?{_NAMES})?)?"
    rf"|(?:(?:文字|图文|图片|摄影|供图)[:：]{_}{_NAMES}{_BETWEEN}*)+"
    rf"|[文图]{_}[/／、]{_}[文图摄]{_}[:：]?{_}(?:{_PEOPLE}|{_NAMES})"
)
_NAMES_FIRST = (  # 某人 文/图
    rf"{_NAMES}{_}[/／]?{_}"
    rf"(?:文\s*[/／、]\s*[图摄]|[/／]?\s*[文图摄](?!{_HAN})|报道|供图|摄影)"
)

_ANY_NAME = rf"(?:(?:{_NAME})|{_HAN}{{2,4}})"
_REPORTER = rf"(?:(?:{_RANK}){_})?(?:记者|通讯员|作者|实习生)"
_ANYBODY = (  # behind a role or before what he made, a name may have any characters
    rf"{_REPORTER}[ \u3000:：]+{_ANY_NAME}"
    rf"(?:[ \u3000、]+(?:{_REPORTER}[ \u3000:：]+)?{_ANY_NAME}){{0,8}}(?:{_BETWEEN}*{_WORK})*"
    rf"|{_HAN}{{2,3}}(?:[ \u3000、]+{_HAN}{{2,3}})?[ \u3000]+(?:文\s*[/／、]\s*[图摄]|摄影?|供图)"
)

_DASH = r"[—－–-]{1,2}"
BYLINE = re.compile(
    rf"(?:[（(【]|{_DASH})?{_}(?:{_HOUSE}|{_READER}|{_LETTER}|{_PEOPLE}|{_ANYBODY}|{_WORK_FIRST}"
    rf"|{_NAMES_FIRST}){_}[）)】]?(?:报道|采写)?$"
)
"""A credit line: somebody named in a role, or with what he made."""

_MAY_BE_BYLINE = re.compile(  # an office, a work or who read and wrote: a credit has one of these
    rf"{_OFFICE}|文|图|摄|供图|报道|居民|市民|村民|业主|职工|员工|读者|网友|本[报刊网台版]"
)
SHORT_WORDS = re.compile(rf"{_HAN}{{2,3}}(?:[ \u3000]+{_HAN}{{2,3}}){{0,3}}$")
"""Words as short as names: below a headline they are names, whatever the surname."""

# 对话·南城创客 is a column of the paper, nobody's name.
_NO_LABEL = (
    r"(?!对话|走近|走进|聚焦|关注|读者|城市|人物|视点|专题|特别|今日|新闻|\S{0,4}[园区城镇街]·)"
)
BARE_NAMES = re.compile(rf"{_NO_LABEL}(?:{_NAME})(?:{_BETWEEN}+(?:{_NAME}))*$")
"""Names and nothing else."""

NEWS_LABEL = re.compile(
    rf"[【〔]?(?:本[报网台刊]|[晨晚商早日]报)(?:讯|专电|综合消息|\S{{2,4}}电|{_HAN}{{2,3}}讯(?!员))[】〕]?"
    rf"|本[报网](?:{_HAN}{{2,6}})?(?:\d{{1,2}}月)?\d{{1,2}}日(?:[讯电]|专电)"
    r"|据?(?:新华社|中新社|人民网|央视网)\S{0,8}电"
    r"|讯(?=[ \u3000（(])"
)
"""本报讯, or an agency's: what opens a news item, often with the credit in brackets."""

INLINE_BYLINE = re.compile(
    rf"(?:{NEWS_LABEL.pattern})?{_}"
    rf"[（(]{_}(?P<byline>{_PEOPLE}|{_ANYBODY}|{_NAMES}(?:{_}文/[图摄])?){_}[）)](?=.)"
)
REPORT_BYLINE = re.compile(
    rf"(?:{NEWS_LABEL.pattern}){_}(?P<byline>{_PEOPLE}|{_ANYBODY}){_}(?:摄影)?报道[:： \u3000]"
)
"""本报讯 记者某人报道：a credit without brackets."""

TAIL_BYLINE = re.compile(
    rf"[（(]{_}(?P<byline>{_PEOPLE}|{_ANYBODY}|{_NAMES}(?:{_}{_WORK})*){_}[）)]$"
)
_DASHED_TAIL = re.compile(rf"(?<=[。！？”]){_DASH}{_}(?P<byline>{_PEOPLE}|{_ANYBODY})$")
_PHOTOGRAPHER = re.compile(
    rf"[。！？，,：: \u3000（(]\s*(?:{_ROLE}{_})?(?:{_NAMES}{_}|{_HAN}{{2,3}}[ \u3000]+)"
    rf"(?:[/／]?{_}摄影?|供图){_}[）)]?$"
)
PHOTOGRAPHER_ONLY = re.compile(r"(?<![文图/／])(?<![文图/／] )(?:摄影?|供图)[）)]?$")
PHOTO_CREDIT = re.compile(r"[摄图]")

NAMES_ROLE = re.compile("记者|通讯员|评论员|作者|摄")
"""What a credit says beside the names, where it is sure to be one."""

META_LINE = re.compile(r"来源|字号|发布|浏览|阅读|编辑|\d{4}-\d{2}-\d{2}")
"""来源：某报 作者：某人 2023-05-06 08:12: the line below a headline on a web page."""

META_AUTHOR = re.compile(
    rf"(?:作者|记者|通讯员|撰稿|文){_}[:：/]{_}[\u4e00-\u9fff·]{{2,4}}"
    rf"(?:[ \u3000、]+{_HAN}{{2,3}}(?![\u4e00-\u9fff:：]))*"
    rf"(?:[ \u3000]+{_WORK}(?:{_}[/／]{_}{_WORK})*)?"
)
META_DATE = re.compile(
    r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?[ \u3000]*(?:\d{1,2}:\d\d(?::\d\d)?)?[ \u3000]*"
)
"""When a page of the web was put up, at the head of a line."""

META_SOURCE = re.compile(r"(?:来源|作者|编辑)[:：]")

_NO_NAMES = re.compile(rf"{_ROLE}|[（()）【】:：/／\s、，,—－–-]+")
_WORK_WORD = re.compile(
    r"(?:[文图摄]|摄影|供图|报道|整理|文图|文字|图[文片]|制图|口述|读者|市民|网友)"
)
_MADE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:摄影?|供图|图|报道)$")  # set close behind the name
_LATIN = re.compile(r"(?<=[A-Za-z]) (?=[A-Za-z])")
_TAIL = 60  # characters; a credit at the end of a body is no longer


def authors(byline: str) -> tuple[str, ...]:
    """Give the people a byline names, in its order."""
    parts = _NO_NAMES.split(_LATIN.sub("_", byline))
    names = (_MADE.sub("", part) for part in parts if not _WORK_WORD.fullmatch(part))
    return tuple(dict.fromkeys(name.replace("_", " ") for name in names if name))


def is_byline(text: str) -> bool:
    """Tell a credit line; most lines have nothing that one must have."""
    return bool(_MAY_BE_BYLINE.search(text) and BYLINE.match(text))


def starts_news(text: str) -> bool:
    """Tell whether a paragraph opens as news items do: 本报讯, or a credit in brackets."""
    return bool(NEWS_LABEL.match(text) or INLINE_BYLINE.match(text))


def names_photographer(text: str) -> bool:
    """Tell whether a caption ends with who took the picture."""
    return ("摄" in text or "供图" in text) and bool(_PHOTOGRAPHER.search(text))


def find_tail_byline(text: str) -> tuple[int, int] | None:
    """Find the credit in brackets that ends a body: its start and end."""
    offset = max(0, len(text) - _TAIL)
    form = TAIL_BYLINE if text.endswith(("）", ")")) else _DASHED_TAIL
    tail = form.search(text[offset:])
    return (offset + tail.start("byline"), offset + tail.end("byline")) if tail else None
