"""What frames a page and tells no news: page headers and feet, staff, contacts, jump marks.

A header sets several small facts side by side: the paper, a section, the date, the page number. So
a line is taken apart: what is left when dates, page numbers, staff and contacts are taken out must
be no more than a name or two.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ = r"[ \u3000]*"
_NAME = (
    r"[\u4e00-\u9fff·]{2,5}"
    r"(?:[ 、\u3000]+(?!电话|热线|邮箱|责编|美编|版式|校对)[\u4e00-\u9fff]{2,3}(?![\d:：]))*"
)
_OFFICE = (
    r"(?:本版|值班|值守|执行|责任|版式|美术|图片|文字|一审|二审|三审|终审|本期|首席)*"
    r"(?:总编辑|主编|总编|副总编|编委|责编|编辑|美编|校对|编审|主任|总监|设计|版式|审读|组版"
    r"|签发|校审|检校|监制|制图|视觉)"
)
_CHANNEL = (
    r"(?:新闻|[报爆]料|投稿|服务|监督|广告|发行|订阅|编辑部|本版|电子)*"
    r"(?:热线|电话|邮箱|邮编|地址|网址|微信号?|公众号|传真|E-?mail|QQ群?|请打|拨打)"
)
_NUMERAL = "[一二三四五六七八九十]"
_NUMBER = r"[\d〇零一二三四五六七八九十]{1,3}"

# The facts that headers and feet are made of; one of them must be there.
_FACTS = {
    "date_line": (
        r"(?:19|20)\d\d ?[年.\-/] ?\d{1,2} ?[月.\-/] ?\d{1,2} ?日?(?: ?\d{1,2}:\d\d(?::\d\d)?)?",
        r"(?:19|20)\d\d年\d{1,2}月(?!\d)",
        rf"[（(]?(?:星期|周)(?:{_NUMERAL}|[日天])(?![\u4e00-\u9fff])[）)]?",
        rf"(?:农历)?(?:\S\S年)?[正冬腊一二三四五六七八九十]{{1,2}}月(?:初|十|廿|卅){_NUMERAL}?",
    ),
    "page_header": (
        rf"第? ?[A-Z]?{_NUMBER} ?版(?: ?[/／] ?共? ?\d+ ?版)?",
        r"(?<![A-Za-z\d])[A-Z]\d{1,2}(?![\d路线号型级类区栋幢座])|(?<![\d.])0\d(?![\d.])",
        r"共 ?\d+ ?版|今日 ?\d+ ?版|总?第 ?\d+ ?期",
    ),
    "staff": (rf"{_OFFICE}{_}[:：/／ \u3000]{_}{_NAME}",),
    "navigation": (
        (
            r"(?:[上下]一[版页篇期]|标题导航|版面导航|返回(?:目录|首页|顶部)|放大|缩小|默认"
            r"|全文(?:复制|阅读|检索)|打印(?:本页)?|收藏|关闭(?:窗口)?|首页|目录|数字报|电子报"
            r"|分享(?:到|至)?[:：]?)(?![\u4e00-\u9fff])"
        ),
        r"字[体号][:：](?: ?[大中小](?![\u4e00-\u9fff]))*|当前版[:：]",
        r"\S{2,10}主[办管](?![\u4e00-\u9fff])|© ?(?:\d{4})?",
        r"版权所有|未经授权(?:不得|禁止)转载|\S?ICP备[\d\-]+号?(?:-\d+)?|Copyright",
    ),
    "contact": (
        rf"{_CHANNEL}{_}[:：]?{_}[\w@.\-—/:+（）()]{{3,40}}",
        r"https?://[!-~]+|[\w.\-]+@[\w.\-]+|www\.[\w.]+",
    ),
    "label": (
        r"(?:国内统一(?:连续出版物|刊)号|CN|邮发代号|ISSN)[ :：]*[\dA-Z\-—/]+",
        (
            r"(?:本[版报]|本栏目?|本专栏|协办|主办|承办).{0,6}(?:与|由|和|单位[:：]).{2,24}"
            r"(?:[合协主承联]办|提供)?$"
        ),
    ),
}
# What a line must hold to hold a fact: looked for first. All ways of a sign begin with a character
# given, or the sign with a set of them: `re` finds such a pattern several times as fast.
_SIGNS = {
    "date_line": (
        rf"19\d\d ?[年.\-/] ?\d|20\d\d ?[年.\-/] ?\d|期(?:{_NUMERAL}|[日天])"
        rf"|周(?:{_NUMERAL}|[日天])|月[初十廿卅]"
    ),
    "page_header": r"[版期A-Z0](?:(?<=[版期])|\d)",
    "staff": (
        r"主编|总编|责编|美编|编[委辑审]|校[对审]|审读|主任|总监|设计|版式|组版|签发|检校|监制|制图|视觉"
    ),
    "navigation": (
        r"上一|下一|导航|返回|放大|缩小|默认|全文|打印|收藏|关闭|首页|目录|数字报|电子报|分享"
        r"|字[体号]|当前版|主[办管]|©|版权|未经授权|ICP|Copyright"
    ),
    "contact": r"热线|电话|邮[箱编]|地址|网址|微信|公众号|传真|E-?mail|QQ|请打|拨打|@|http|www\.",
    "label": r"号|N|ISSN|本[版报栏专]|主办|承办|协办",
}


class Fact(NamedTuple):
    """A kind of fact: what role it gives a line, its sign, and its form."""

    role: str
    sign: re.Pattern[str]
    form: re.Pattern[str]


FACTS = tuple(
    Fact(role, re.compile(_SIGNS[role]), re.compile("|".join(forms)))
    for role, forms in _FACTS.items()
)
_NAMES_LEFT = 14  # characters beside the facts: a paper's and a section's name
_NAMES_BESIDE_ONE = 9
DISCLAIMS = re.compile(r"[。！？!?，,；“”《》]")
"""Marks of prose: a line that has one beside its facts frames no page."""

MAY_HOLD_ANYTHING = re.compile(
    r"主[办管]|协办|承办|本[版报栏专]|年[正冬腊一二三四五六七八九十]{1,2}月|ICP备|://"
)
"""What a fact has that may hold any mark; others hold none of those that disclaim."""

_SECTION = r"[\u4e00-\u9fff]{2,4}(?:[ \u3000·|｜—\-/]+[\u4e00-\u9fff]{2,6}){0,2}"
_SECTION_AND_NUMBER = (
    rf"[A-Z]?\d{{1,3}}[ \u3000·|｜]*{_SECTION}$|{_SECTION}[ \u3000·|｜]*[A-Z]?\d{{2,3}}$"
)
_PAPER = r"[\u4e00-\u9fff]{2,6}(?:[日晚晨早商时导快周]报|都市报|开发区报|[数电][字子]报)"
_PAPER += r"(?:[ \u3000][A-Z][A-Z ]{5,40})?$"
# Lines that are furniture as a whole, by their roles.
_WHOLE = re.compile(
    rf"(?P<jump>[（(【]?{_}(?:[紧上下][接转]|[转接]第?[ ]?[A-Z]?\d{{1,3}}[ ]?版|未完待续"
    r"|(?:更多)?(?:相关)?报道见)[^。]{0,20}[）)】]?$)"
    # where a picture was
    r"|(?P<image>[（(\[【](?:图片?|照片|插图)[ \d一二三四五六七八九十\-_—]*[）)\]】]$)"
    # where a reader of a web page is, and where else he may go
    r"|(?P<navigation>您?(?:当前|现在)的?位置[:：]|[上下]一[版页篇][:：]"
    r"|(?:相关|延伸|更多|推荐)(?:阅读|新闻|报道)[:：].|[^\s>＞»]++(?: *[>＞»] *[^\s>＞»]++){2,}$"
    r"|扫描?(?:[上下]方|[左右]侧)?二维码.{0,14}$|扫码(?:看|观看|阅读|关注|加入|下载).{0,12}$"
    r"|微信扫一扫.{0,10}$|阅读(?:[原全]文|[ \d]+)$|[（(]完[）)]$)"
    # the weather beside the date
    r"|(?P<label>(?:今[日天])?(?:天气[:：])?[晴阴多云到转有小中大暴雷阵雨雪间]{1,9}[ \u3000]*"
    r"-?\d{1,2}(?:℃|°C)?[~～\-－—到]-?\d{1,2}(?:℃|°C)$|广告经营许可证[:：].{6,20}$|印刷[:：].{4,16}$)"
    r"|(?P<page_number>(?:[—\-－·] ?)*第?[ ]?[A-Z]?\d{1,3}[ ]?[页版]?"
    r"(?:[ ]?[/／][ ]?共?\d+[页版]?)?(?: ?[—\-－·])*$)"
)
_PAGE_HEADER = re.compile(rf"{_PAPER}|{_SECTION_AND_NUMBER}")
# Without any of these, what reads like a fact is none: 如今一个电话有人管.
_MAY_HOLD_FACTS = re.compile(
    r"[\d:：@版期编校审办农页导小大首目©]|[星周][期一二三四五六日]|[复全]|[上下]一|打印|分享"
)
_BLANKS = re.compile(r"[\s\u3000·|｜/／,，:：;；■□●◆—\-（）()【】]+")


def furniture_role(text: str) -> str:
    """Name what kind of furniture a short line is; empty where it is none."""
    whole = _WHOLE.match(text)
    if whole:
        return whole.lastgroup or ""
    if DISCLAIMS.search(text) and not MAY_HOLD_ANYTHING.search(text):
        return ""
    if _PAGE_HEADER.match(text):
        return "page_header"
    return _made_of_facts(text) if _MAY_HOLD_FACTS.search(text) else ""


def is_image(text: str) -> bool:
    """Tell whether a line stands where a picture was."""
    return text[:1] in _BRACKETS and furniture_role(text) == "image"


_BRACKETS = frozenset("（([【")


def _made_of_facts(text: str) -> str:
    roles: list[str] = []
    rest = text
    for role, sign, form in FACTS:
        if sign.search(rest):
            rest, count = form.subn(" ", rest)
            roles += [role] * count
    if not roles or DISCLAIMS.search(rest):
        return ""
    names = len(_BLANKS.sub("", rest))
    if names > (_NAMES_LEFT if len(roles) > 1 else _NAMES_BESIDE_ONE):
        return ""
    return roles[0]


def page_number(header: str) -> str | None:
    """Give a page's number, with its section, out of a header: 「06要闻·南城」, 「第4版」."""
    words = " ".join(_DATES.sub(" ", header).split()).strip(" ·|｜")
    return words if _SECTION_NUMBERED.match(words) or _NUMBERED.search(words) else None


_DATES = re.compile("|".join(_FACTS["date_line"]))
_NUMBERED = re.compile(_FACTS["page_header"][0] + "|" + _FACTS["page_header"][1])
_SECTION_NUMBERED = re.compile(_SECTION_AND_NUMBER)
