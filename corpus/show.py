"""One self-contained HTML page for one printed page: the print, coloured, beside what was read."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from corpus.model import Article, Printed, Role, SegmentedPage
from corpus.runs import Span

_HUES = (210, 25, 140, 285, 55, 330, 175, 0)  # degrees; neighbours far apart
_STYLE = """
body{margin:0;color:#222;
  font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header{padding:.6em 1.2em;background:#f4f4f2;border-bottom:1px solid #ddd}
h1{font-size:1.05em;margin:0}
main{display:grid;grid-template-columns:1fr 1fr;gap:1.5em;padding:1em}
pre{margin:0;white-space:pre-wrap;font:inherit}
pre i{display:inline-block;width:3em;color:#aaa;font-style:normal;user-select:none}
section{overflow:auto;height:calc(100vh - 5em)}
article{border-left:5px solid;padding:.1em 1em;margin:0 0 1.5em}
article h2{font-size:1.1em;margin:.2em 0}
h3{font-size:1em;margin:.6em 0 0}
p{margin:.4em 0}
small,.doubt{color:#777}
.doubt{font-size:.9em}
b{font-weight:inherit;border-radius:3px}
b.headline,b.subheadline{text-decoration:underline}
b.headline{font-weight:700}
b.byline,b.caption,b.source{font-style:italic}
.furniture{color:#aaa}
@media(max-width:800px){main{grid-template-columns:1fr}section{height:auto}}
"""


def show_page(segmented: SegmentedPage) -> str:
    """Render a page: print with line numbers on the left, its articles on the right."""
    page = segmented.page
    known = (page.source, page.number, page.published and page.published.isoformat())
    title = escape(" · ".join(str(value) for value in (page.file, *known) if value))
    articles = "\n".join(
        _render_article(number, article) for number, article in enumerate(segmented.articles)
    )
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f"<header><h1>{title}</h1></header><main><section><pre>{_render_print(segmented)}</pre>"
        f"</section><section>{articles}</section></main></html>\n"
    )


def _render_print(segmented: SegmentedPage) -> str:
    """Render the raw page, every span in the colour of its article and the dress of its role."""
    parts: list[str] = []
    at = 0
    for span, opening in sorted(_coloured(segmented)):
        parts.append(
            f'<span class="furniture">{escape(segmented.page.text[at : span.start])}</span>'
        )
        parts.append(f"{opening}{escape(segmented.page.text[slice(*span)])}</b>")
        at = span.end
    parts.append(f'<span class="furniture">{escape(segmented.page.text[at:])}</span>')
    return _number_lines("".join(parts))


def _coloured(segmented: SegmentedPage) -> Iterator[tuple[Span, str]]:
    for number, article in enumerate(segmented.articles):
        for role, printed in article.pieces():
            style = f"background:hsl({_hue(number)} 80% {_lightness(role)}%)"
            title = f"{escape(article.id)} {role.value}"
            for span in printed.spans:
                yield span, f'<b class="{role.value}" style="{style}" title="{title}">'


def _number_lines(rendered: str) -> str:
    lines = rendered.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(f"<i>{number}</i>{line}" for number, line in enumerate(lines, start=1))


def _hue(number: int) -> int:
    return _HUES[number % len(_HUES)]


def _lightness(role: Role) -> int:
    return 82 if role in {Role.HEADLINE, Role.SUBHEADLINE, Role.SECTION_HEADING} else 92


def _render_article(number: int, article: Article) -> str:
    date = article.date
    inferred = f"（推定：{date.reason}）" if date.inferred and date.reason else ""
    facts = (article.id, article.kind.value, article.byline, date.value and date.value + inferred)
    headings = {heading.before_paragraph: heading.printed for heading in article.section_headings}
    parts = [f'<article style="border-color:hsl({_hue(number)} 60% 55%)">']
    parts += [f"<small>{escape(kicker.text)}</small>" for kicker in article.subheadlines]
    parts.append(f"<h2>{escape(article.title)}</h2>")
    parts.append(f"<small>{escape(' · '.join(str(fact) for fact in facts if fact))}</small>")
    parts += [_paragraph(article.deck, "提要：")] if article.deck else []
    for at, paragraph in enumerate(article.paragraphs):
        parts += [f"<h3>{escape(headings[at].text)}</h3>"] if at in headings else []
        parts.append(_paragraph(paragraph))
    parts += [_paragraph(caption, "图：") for caption in article.captions]
    parts += [
        f'<p class="doubt">存疑 第 {doubt.line} 行：{escape(doubt.message)}</p>'
        for doubt in article.doubts
    ]
    return "".join((*parts, "</article>"))


def _paragraph(printed: Printed, label: str = "") -> str:
    return f"<p>{label}{escape(printed.text)}</p>"
