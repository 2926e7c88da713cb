"""What the small lines of a newspaper page look like: labels, captions, ends and beginnings.

They are patterns of form; none names a page's content.
"""

from __future__ import annotations

import re


def _spaced(*words: str) -> str:
    """Match any of some words, whose characters may be set apart by blanks."""
    return "|".join(r"[ \u3000]*".join(word) for word in words)


_ = r"[ \u3000]*"
_OPEN, _CLOSE = r"[【\[（(《]?", r"[】\]）)》]"
_DAY = r"\d{1,2}[ ]?月[ ]?\d{1,2}(?:[ ]?[—–\-－至、][ ]?\d{1,2})?[ ]?日"
_SUMMARY = _spaced(
    *("阅读提示", "核心提示", "内容提要", "内容提示", "新闻提示", "本文提要"),
    *("导读", "导语", "提要", "摘要"),
)
_EDITORS_NOTE = _spaced(
    *("编者按", "编者的话", "开栏的话", "开栏语", "编前语", "编前", "写在前面"),
)
_NOTICES = _spaced("公告", "通告", "启事", "公示", "声明", "通知", "更正")
_HAN = r"[\u4e00-\u9fff]"
_NUMERAL = r"[\d一二三四五六七八九十]"

DATELINE = re.compile(
    rf"(?:\d{{4}}[ ]?年[ ]?)?{_DAY}|\d{{1,2}}[ ]?日|[近日昨今]日|日前|近期|昨天|今天|这几天"
    r"|连日来|近段时间|眼下|时下"
)
TELLS_TIME = re.compile(
    rf"{DATELINE.pattern}|[今去前]年|截[至止]|[本上]月|[本上]周|\d{{1,2}}[ ]?月|[上下]半年|季度"
)
DATED_OPENING = re.compile(
    rf"(?:{DATELINE.pattern})(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?|夜间?)?"
    r"(?:\d{1,2}[时点])?(?:[，,]|记者|在|从)"
)
DAY_ALONE = re.compile(r"\d{1,2}[ ]?日")
"""A day whose month was told before."""

DECK_LABEL = re.compile(rf"{_OPEN}{_}(?:{_SUMMARY}|{_EDITORS_NOTE}){_}{_CLOSE}?{_}[:：]?$")
INLINE_DECK_LABEL = re.compile(rf"{_OPEN}{_}(?:{_SUMMARY}){_}(?:{_CLOSE}|[:：])[ \u3000:：]*(?=\S)")
EDITORS_NOTE = re.compile(rf"{_OPEN}{_}(?:{_EDITORS_NOTE})[^\u4e00-\u9fff]")
AFTERWORD = re.compile(rf"{_OPEN}{_}(?:{_spaced('编后语', '编后')})[^\u4e00-\u9fff]")
"""What an editor adds below somebody's letter or report."""

SOURCE_LINE = re.compile(
    rf"[（(]?(?:数据|资料|图片|信息|文字|内容|稿件|消息)?(?:来源|源自|来自|提供){_}[:：]\S.{{0,38}}$"
    r"|[（(](?:据|来源)[^。]{2,24}[）)]$"
    r"|[（(](?!图)[^（()）。，]{2,20}(?:提供|供稿|发布|采集|统计)(?:[，,][^（()）。]{2,16})?[）)]$"
)
CAPTION = re.compile(
    r"(?:图片?为|[左右上下]图(?:为|[:：])|题图(?:为|[:：])?|图[①-⑨一二三四五六七八九\d]{1,2}[:：为]"
    r"|图片?说明[:：]?|[（(]?图片?由|[↑↓←→])\S"
)
SIGNED_DATE = re.compile(
    rf"[\d二〇零一三四五六七八九十]{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日$"
)
SALUTATION = re.compile(r"(?:各|尊敬的|亲爱的|广大|全体)\S")
"""Whom a notice or a letter speaks to, on a line of its own."""

FORMULA = re.compile(r"特此(?:公告|通告|通知|公示|声明|启事|更正|说明)[。！]?$")
"""What a notice closes with, on a line of its own."""

BRIEFS_LABEL = re.compile(
    rf"(?:{_spaced('简讯', '短讯', '快讯', '时讯', '速览', '动态')}|简明新闻|要闻速[览递]"
    r"|新闻速[览递]|信息快递|一句话新闻|新闻集[锦装]|\S{0,6}(?:简讯|短讯|[速快]览|快讯|快报|速递|快递|集锦|播报|短波|点击))$"
)
NOTICE = re.compile(rf"\S{{0,20}}(?:{_NOTICES})(?:[（(].{{1,16}}[）)])?$")
_NOTICE_ENDS = frozenset("告事示明知正）)")  # looked at first

FIGURES_LABEL = re.compile(r"(?:图解|数说|一图读懂|图说|数读|数字|聚焦|直击|走进|关注)\S{2,6}$")
"""What names a column that nobody signs: 图解园区."""

COLUMN_LABEL = re.compile(
    rf"{FIGURES_LABEL.pattern}|{_HAN}{{0,4}}(?:[短时快简述锐微]评|评论员?|言论|漫议|杂谈|随笔|论坛"
    r"|来信(?:照登|选登)?|信箱|问政|手记|日记|人物|面孔|故事|访谈|会客厅|观察|视点)$"
)
"""What names a column of the paper: 图解园区, 读者来信, 南城快评."""

BOX_LABEL = re.compile(
    r"(?:(?:相关|新闻|知识|资料|政策|延伸|背景)(?:链接|背景|知识|阅读|资料|提示|解读)|链接|名词解释|小贴士|小知识"
    r"|温馨提示|友情提示|特别提醒|记者手记|新闻\+|法官(?:说法|提醒)|律师(?:说法|提醒)|专家(?:提醒|建议))$"
)
"""What names a box that goes with the report above it."""

FIGURE_LINE = re.compile(r"[^\d，。：:；]{2,14} ?[\d.,]+(?:%|万|亿|余|多)*[\u4e00-\u9fff]{0,2}$")
"""开工项目58个: a name and a figure."""

_ENDS_SENTENCE = re.compile(r"[。！？!?…][”’」』）)》】\]]*(?:[（(【\[][^（()）]{1,24}[）)】\]])?$")
_DASHED_CREDIT = re.compile(
    r"[。！？”][—－–-]{1,2}[ \u3000]*(?:本报|见习|特约)*(?:记者|通讯员|作者)[^。，]{2,20}$"
)
_SIGNED_OFF = re.compile(
    r"[。！？”][ \u3000]*(?:读者|市民|网友|居民|村民|职工)"
    r"(?:[ \u3000]+\S{2,4}|\S{1,2}(?:先生|女士))$"
)
_STOPS, _CLOSES = frozenset("。！？!?…"), frozenset("”’」』）)》】]")
OPEN_ENDS = frozenset("，,、；;：:（(《“‘「『—－的和与及")
STARTS_INSIDE = re.compile(r"[，。、；：！？）》”’…,;:!?)%℃」』】]")
MAY_BE_OPENING = re.compile(
    r"[\d近日昨今这连眼时本据新中人央讯晨晚商早【〔（(，。、；：！？）》”’…,;:!?)%℃」』】]"
)
"""What the openings of news, datelines, signatures and middles begin with."""

INNER_STOP = re.compile(r"。(?![”’）)]*$)")
GOES_ON = re.compile(
    r"[的们]|了(?!解)|着(?![力眼手重])|过(?![去年程渡节往])|等(?![待级候])|之(?![前后所])|而(?![今且])"
    r"|地(?![方处面区块铁理点])|得(?![益到知])|[\u4e00-\u9fff]{1,2}。"
    r"|(?:平方|立方|公里|千米|万?千瓦|余?[万亿]|亩|%|％|℃|元|多?[家个名项户])"
)
"""What hardly begins a sentence: particles, its end, units whose number stands before."""

OPENS_PARAGRAPH = re.compile(
    r"特此(?:公告|通知|通告|更正|声明)|据(?:悉|了解|介绍|统计|透露|报道)|近年来|[今去]年以来|截至"
    r"|自\S{2,8}以来|会[上后前]|此外|其中|目前|同时|随后|当天|与此同时|接下来|下一步"
    r"|为(?:了|进一步|深入|此)|随着"
    r"|[^，,]{2,12}(?:指出|强调|表示|要求|介绍|认为|决定|提出|说|分析|透露|坦言|测算|判断|提醒|建议|算账)[，,：:]"
)
"""What paragraphs open with and titles hardly ever: sources, times, links to what was said."""

LETTER = re.compile(
    r"(?:尊敬的)?编辑(?:同志|部|老师|先生|女士)?[您你]?好?[:：，！]|(?:[贵本]报|[晚日]报)编辑"
)
"""How a letter to the paper opens."""

AUTHOR_NOTE = re.compile(r"[（(](?:本文)?作者(?:系|为|是|单位)[^（()）]{2,40}[）)]$")
"""Who the author is: what closes an essay."""

ASIDE = re.compile(r"[（(][^（()）]*[）)]$")
"""A note in brackets on a line of its own."""

SAYS = re.compile(
    r"[^，。！？：“”]{2,12}(?:说|表示|告诉记者|介绍|回忆|感叹|感慨|笑道|坦言)[。，,：:]"
)
"""Who said the words that stand before."""

LIST_ITEM = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、．](?![一二三四五六七八九十]、)|\d{1,2}\.(?!\d)|[①-⑳]"
    r"|第[一二三四五六七八九十]{1,2}[，、]|[问答Qq](?:[（(][^（()）]{1,16}[）)])?[:：]|[AQ][:：.]"
)
NUMBERED = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、．.](?!\d).{2,22}[？！?!]$"
)
"""1.人口怎么算？: a question or call that is numbered, as headings are."""

TURN = re.compile(r"[\u4e00-\u9fffA-Z·]{1,6}(?:[（(][^（()）]{1,16}[）)])?[:：]")
"""问：, 记者：: who speaks next in a talk."""

PAUSES = re.compile("[，,；;]")
PARTICLES = re.compile(r"[的了着是并]")
"""Words that headlines leave out."""


_SIGNATURE = 12  # characters of a letter's end: who wrote it, and the mark before


def is_notice(text: str) -> bool:
    """Tell whether a title is that of a notice."""
    return text[-1:] in _NOTICE_ENDS and bool(NOTICE.match(text))


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with a sentence, or with a short credit or a name after one."""
    last = text[-1:]
    if last in _STOPS:
        return True
    if last in _CLOSES:
        return bool(_ENDS_SENTENCE.search(text))
    if last == ".":
        return "\u4e00" <= text[-2:-1] <= "\u9fff"
    dashed = ("—" in text or "－" in text) and _DASHED_CREDIT.search(text)
    return bool(dashed or _SIGNED_OFF.search(text[-_SIGNATURE:]))
