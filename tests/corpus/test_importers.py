"""Importers: the lines of a page, each with its place."""

from __future__ import annotations

import pytest

from corpus.importers import html, text


def test_layout_is_left_out_and_noted() -> None:
    """Marks, indents, gaps and blanks around figures are layout; words are kept."""
    page = "## **标题一行**\n\n　　正文有 22 个字，**加粗**也在内。\n● 一项\n"

    lines = text.read_lines(page)

    assert [line.text for line in lines] == ["标题一行", "正文有22个字，加粗也在内。", "一项"]
    assert (lines[0].level, lines[0].bold, lines[1].indent, lines[1].gap) == (2, True, 2, 1)
    assert lines[2].bullet == "●"


@pytest.mark.parametrize("words", ["从*ST繁花到行业第二", "3*4等于12", "C#语言", "a_b_c"])
def test_a_mark_that_is_content_stays(words: str) -> None:
    """*ST is a share's name and no emphasis."""
    assert text.read_lines(words)[0].text == words


@pytest.mark.parametrize("separator", ["---", "====", "* * *", "————————", "![](a/b.jpg)", "|:--|"])
def test_separators_and_pictures_are_no_lines(separator: str) -> None:
    """What shows no words is no line, and counts as a gap."""
    lines = text.read_lines(f"上一段。\n{separator}\n下一段。")

    assert [(line.text, line.gap) for line in lines] == [("上一段。", 0), ("下一段。", 1)]


def test_tables_are_rows_of_cells() -> None:
    """Bars, tabs and three columns of blanks part cells; two halves of a headline do not."""
    page = "| 产值 | 9亿元 |\n|---|---|\n甲\t乙\n丙\t丁\n\n名次　　企业　　税收\n1　　某厂　　5元\n"

    lines = text.read_lines(page)

    assert [line.text for line in lines if line.row][:3] == ["产值 9亿元", "甲 乙", "丙 丁"]
    assert lines[-1].text == "1 某厂 5元"
    assert not text.read_lines("党建引领　　凝心聚力")[0].row


def test_rows_of_an_html_table_in_one_line_are_rows() -> None:
    """OCR tools leave whole tables of HTML in one line of markdown."""
    lines = text.read_lines(
        "<table><tr><th>指标</th><th>总量</th></tr><tr><td>产值</td><td>9亿元</td></tr></table>"
    )

    assert [(line.text, line.row) for line in lines] == [("指标 总量", True), ("产值 9亿元", True)]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (r"产值增长 $10.3\%$，居第二。", "产值增长10.3%，居第二。"),
        ("<center>□ 通讯员 王小明</center>", "通讯员 王小明"),
        ("<!-- 第6版 -->开发区开工", "开发区开工"),
        ("每股 5$，不是美元", "每股5$，不是美元"),
    ],
    ids=["formula", "tag", "comment", "a sign alone"],
)
def test_markup_of_ocr_tools_is_left_out(raw: str, words: str) -> None:
    """Formulas, tags and comments around words are markup; a lone sign is content."""
    (line,) = text.read_lines(raw)

    assert line.text == words


def test_a_heading_run_in_is_a_line_of_its_own() -> None:
    """A short opening in bold or brackets heads the words that follow it."""
    lines = text.read_lines(
        "**菜场重新开张** 改造后的菜场迎客。\n【春联免费送】每周六上午，市民可以领取手写的春联。"
    )

    assert [line.text for line in lines[::2]] == ["菜场重新开张", "春联免费送"]


def test_underlined_titles_have_a_level() -> None:
    """A line of equals signs below a title is its markup."""
    (line,) = text.read_lines("标题\n====\n")

    assert line.level == 1


_SAVED = (
    "<html><head><title>某报</title><script>var a='不读';</script></head><body>"
    "<h1>新桥&nbsp;通车</h1><p>大桥全长<b>三百</b>米，&#20013;间有塔。<br>两侧有路灯。</p>"
    "<nav>首页</nav></body></html>"
)


def test_saved_pages_give_the_words_between_the_tags() -> None:
    """Blocks are lines, inline tags are not; scripts, head and menus are not read."""
    lines = html.read_lines(_SAVED)

    assert [line.text for line in lines] == [
        "新桥 通车",
        "大桥全长三百米，中间有塔。",
        "两侧有路灯。",
    ]
    assert [line.level for line in lines] == [1, 0, 0]


def test_offsets_of_a_saved_page_refer_to_the_file() -> None:
    """Every run stands where it says; a character written as an entity stands on all of it."""
    for line in html.read_lines(_SAVED):
        for run in line.printed.runs:
            printed = line.text[run.at : run.at + run.length]
            assert _SAVED[slice(*run.span)] in {printed, "&nbsp;", "&#20013;"}
