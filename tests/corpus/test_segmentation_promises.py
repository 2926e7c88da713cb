"""What holds for any text whatever."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.importers.html import read_lines as read_html
from corpus.importers.text import read_lines
from corpus.model import Page, SegmentedPage
from corpus.segmentation.assembly import segment_page

_BLANK = re.compile(r"[\s\u200b\ufeff]")

_MARKS = "，。、；：？！“”（）《》…—·#*|□■●▲>-_[]<>/\\\u3000 \t\n\r\u200b\ufeff\ue000"
_PIECES = st.sampled_from(
    (
        *("本报讯 ", "（记者 王小明）", "□ 通讯员 李芳", "阅读提示", "\n\n", "\n", "\r\n"),
        *("6月23日，", "开发区召开会议", "## ", "**", "| 甲 | 乙 |\n", "图为现场。 张三 摄"),
        *("06要闻·南城", "下转第3版", "数据来源：某局", "一、", "问：", "答：", "简讯", "公告"),
        *("<p>", "</p>", "&nbsp;", "&#20013;", "<script>x<1</script>", "【", "】", "石\n牛\n溪\n"),
        "工程总投资约3亿元，建成后将带动就业。",
        "项目建设进度不断加快，企业陆续投产。",
    )
)
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=st.sampled_from("开发区建设项目的一二三0123abcAB" + _MARKS), max_size=400),
    st.lists(_PIECES, max_size=60).map("".join),
)


def _assert_covered(segmented: SegmentedPage) -> None:
    text = segmented.page.text
    owners = [0] * len(text)
    printed = [piece for article in segmented.articles for _, piece in article.pieces()]
    spans = [span for piece in printed for span in piece.spans]
    spans += [span for piece in segmented.furniture for span in piece.spans]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        for at in range(start, end):
            owners[at] += 1

    assert all(
        count == 1 for count, mark in zip(owners, text, strict=True) if not _BLANK.match(mark)
    )
    assert all(count <= 1 for count in owners)


@settings(max_examples=150, deadline=2000)
@given(_TEXTS)
def test_text_is_covered_exactly(text: str) -> None:
    """Whatever the text, every character that shows belongs to one piece, once."""
    _assert_covered(segment_page(Page("a.txt", text), read_lines(text)))


@settings(max_examples=100, deadline=2000)
@given(_TEXTS)
def test_html_is_covered_exactly(text: str) -> None:
    """Whatever the markup, every character of the file belongs to one piece or to furniture."""
    _assert_covered(segment_page(Page("a.html", text), read_html(text)))


@settings(max_examples=100, deadline=2000)
@given(_TEXTS)
def test_pieces_slice_back(text: str) -> None:
    """Every printed run of every piece is, character for character, what stands on the page."""
    segmented = segment_page(Page("a.txt", text), read_lines(text))
    for article in segmented.articles:
        for _, printed in article.pieces():
            for run in printed.runs:
                assert printed.text[run.at : run.at + run.length] == text[slice(*run.span)]
