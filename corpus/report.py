"""Segmented pages for people: the plain form of a page, and the operator's report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from corpus.collection import Corpus
from corpus.model import Article, Fault, SegmentedPage

_KINDS = {"news": "消息", "photo": "图片", "infographic": "图表", "brief": "简讯", "notice": "公告"}


def describe_fault(fault: Fault) -> str:
    """Say a fault in one line: where, and what."""
    return f"{fault.file}{f':{fault.line}' if fault.line else ''}：{fault.message}"


def describe_page(segmented: SegmentedPage) -> str:
    """Show a page's articles with their lines, one paragraph a line."""
    page = segmented.page
    known = [page.source, page.number, page.published and page.published.isoformat()]
    title = " · ".join(str(value) for value in (page.file, *known) if value)
    articles = "\n\n".join("\n".join(_article_lines(article)) for article in segmented.articles)
    return f"{title}\n{'=' * 40}\n{articles}\n"


def _article_lines(article: Article) -> Iterator[str]:
    yield f"【{_KINDS[article.kind]}】{article.title}  ({article.id})"
    for subheadline in article.subheadlines:
        yield f"  〔{subheadline}〕"
    facts = [article.byline and article.byline.text, article.date.value, *_lines(article)]
    yield "  " + " · ".join(str(fact) for fact in facts if fact)
    if article.deck:
        yield f"  提要：{article.deck}"
    headings = {heading.before_paragraph: heading.printed for heading in article.section_headings}
    for number, paragraph in enumerate(article.paragraphs):
        if number in headings:
            yield f"  ▍{headings[number]}"
        yield f"    {paragraph}"
    for caption in article.captions:
        yield f"  图：{caption}"


def _lines(article: Article) -> Iterator[str]:
    spans = [article.page.lines(printed) for _, printed in article.pieces()]
    if spans:
        yield f"第 {min(low for low, _ in spans)}–{max(high for _, high in spans)} 行"


def check_report(corpus: Corpus) -> str:
    """Report to the operator: per page its articles and dates; doubts, worst first; faults."""
    closing = (*_doubt_lines(corpus), *_repeat_lines(corpus), *_fault_lines(corpus))
    return "\n".join((*_page_lines(corpus), "", *closing))


def _page_lines(corpus: Corpus) -> Iterator[str]:
    for segmented in corpus.segmented:
        yield f"{segmented.page.file}：{len(segmented.articles)} 篇"
        for article in segmented.articles:
            date = article.date.value or "日期不明"
            mark = f"（推定：{article.date.reason}）" if article.date.inferred else ""
            yield f"  {''.join(_lines(article))}  {article.title}  {date}{mark}"
            for note in article.corrections:
                yield f"    “{note.was}”应为“{note.now}”（{note.why}）"
            if article.corrects:
                yield f"    更正的是 {article.corrects}"


def _doubt_lines(corpus: Corpus) -> Iterator[str]:
    doubts = [(doubt, article) for article in corpus.articles for doubt in article.doubts]
    doubts.sort(key=lambda item: -item[0].weight)
    lines: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for doubt, article in doubts:
        lines[article.page.file, doubt.message, article.title].append(doubt.line)
    if lines:
        yield f"存疑 {len(lines)} 处，最该看的在前："
    for (file, message, title), numbers in lines.items():
        yield f"  {file}:{','.join(map(str, numbers))}  {message}（{title}）"


def _repeat_lines(corpus: Corpus) -> Iterator[str]:
    """Say which articles stand in more than one file: a page was saved twice, perhaps."""
    files: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for article in corpus.articles:
        words = (article.title, *(printed.text for printed in article.paragraphs))
        files[words].append(article.page.file)
    repeated = {words: where for words, where in files.items() if len(where) > 1}
    if repeated:
        yield f"重复 {len(repeated)} 篇："
    for (title, *_), where in repeated.items():
        yield f"  {'、'.join(where)}  {title}"


def _fault_lines(corpus: Corpus) -> Iterator[str]:
    yield f"错误 {len(corpus.faults)} 处" + ("：" if corpus.faults else "。")
    for fault in corpus.faults:
        yield f"  {describe_fault(fault)}"
