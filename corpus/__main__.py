"""`python -m corpus segment|check|show`: look at what the corpus makes of the pages."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.build import read_corpus
from corpus.contract import page_object
from corpus.errors import CorpusError
from corpus.folder import Progress, page_files
from corpus.metadata import PageMetadata, read_metadata
from corpus.model import Fault, SegmentedPage
from corpus.page_reading import read_page
from corpus.report import check_report, describe_fault, describe_page
from corpus.show import show_page

SHIPPED_PAGES = Path(__file__).parent / "pages"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; give its exit code: 0 fine, 1 faults found, 2 wrong use."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corpus", description="版面 → 报道：切分与检查")
    commands = parser.add_subparsers(required=True, metavar="命令")
    segment = commands.add_parser("segment", help="切分版面，一版一行 JSON（--json）或给人看的样子")
    segment.add_argument("paths", nargs="*", type=Path, metavar="文件或文件夹")
    segment.add_argument(
        "--pages",
        type=Path,
        metavar="DIR",
        help="版面文件夹（缺省：$CORPUS_DIR，再缺省：自带版面）",
    )
    segment.add_argument("--json", action="store_true", help="一版一行 JSON")
    segment.set_defaults(run=_segment)
    check = commands.add_parser("check", help="检查报告：每版的报道、日期、存疑和错误")
    check.add_argument("folder", nargs="?", type=Path, metavar="文件夹")
    check.add_argument("--pages", type=Path, metavar="DIR", help="同上，另一种写法")
    check.set_defaults(run=_check)
    show = commands.add_parser("show", help="一版画成一页 HTML：左边原文，右边读出的报道")
    show.add_argument("file", type=Path, metavar="文件")
    show.add_argument("-o", "--out", type=Path, metavar="HTML", help="写到文件（缺省：标准输出）")
    show.set_defaults(run=_show)
    return parser


def _segment(options: argparse.Namespace) -> int:
    faulty = False
    for page in _segmented(options.paths or [corpus_folder(options.pages)]):
        if isinstance(page, Fault):
            faulty = True
            print(describe_fault(page), file=sys.stderr)
        else:
            faulty |= bool(page.faults)
            print(
                json.dumps(page_object(page), ensure_ascii=False)
                if options.json
                else describe_page(page)
            )
    return int(faulty)


def _segmented(paths: Iterable[Path]) -> Iterator[SegmentedPage | Fault]:
    for path in paths:
        if path.is_file():
            yield from _read_file(path)
        else:
            corpus = read_corpus(path, progress=_progress())
            yield from corpus.segmented
            yield from (fault for fault in corpus.faults if not _told(fault, corpus.segmented))


def _read_file(path: Path) -> Iterator[SegmentedPage | Fault]:
    """Read one file, with what its folder's metadata says of it; a fault of those comes last."""
    if not path.is_file():
        raise CorpusError(f"找不到版面文件：{path}")
    metadata, faults = read_metadata(path.parent, page_files(path.parent))
    yield read_page(path, path.name, metadata.get(path.name, PageMetadata()))
    yield from faults


def _told(fault: Fault, pages: Iterable[SegmentedPage]) -> bool:
    return any(fault in page.faults for page in pages)


def _check(options: argparse.Namespace) -> int:
    corpus = read_corpus(options.folder or corpus_folder(options.pages), progress=_progress())
    print(check_report(corpus))
    return int(bool(corpus.faults))


def _show(options: argparse.Namespace) -> int:
    page = next(iter(_read_file(options.file)))
    if isinstance(page, Fault):
        print(describe_fault(page), file=sys.stderr)
        return 1
    rendered = show_page(page)
    if options.out:
        options.out.write_text(rendered, encoding="utf-8")
    else:
        print(rendered, end="")
    return 0


def corpus_folder(given: Path | None) -> Path:
    """Give the folder asked for, else that of the environment, else the shipped pages."""
    return given or Path(os.environ.get("CORPUS_DIR") or SHIPPED_PAGES)


def _progress() -> Progress | None:
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        if done % 50 == 0 or (done == total and total > 50):
            print(f"\r读版面 {done}/{total}", end="" if done < total else "\n", file=sys.stderr)

    return tell


if __name__ == "__main__":
    sys.exit(main())
