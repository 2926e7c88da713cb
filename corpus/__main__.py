"""`python -m corpus segment|check|show`: look at what the corpus makes of the pages."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from tqdm import tqdm

from corpus.build import read_corpus
from corpus.contract import page_object
from corpus.environment import Environment, Place, forgive_streams
from corpus.errors import CorpusError
from corpus.folder import SHIPPED_PAGES, Progress, page_files
from corpus.metadata import PageMetadata, read_metadata
from corpus.model import Fault, SegmentedPage
from corpus.page_reading import read_page, usable_cores
from corpus.report import check_report, describe_fault, describe_page
from corpus.show import show_page

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- its only name


class _Settings(Environment):
    """The bot's setting of that name."""

    corpus_dir: Place = SHIPPED_PAGES


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; give its exit code: 0 fine, 1 faults found, 2 wrong use."""
    forgive_streams()
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:  # whoever reads us has seen enough: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{error.filename} 用不了：{error.strerror}", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """Give the commands with their options."""
    top = argparse.ArgumentParser(
        prog="python -m corpus",
        description="版面 → 报道：切分与检查 / pages cut into articles, and checked",
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    segment = _add(commands, "segment", _segment, "切分版面 / cut pages into articles")
    segment.add_argument("paths", nargs="*", type=Path, metavar="FILE|DIR")
    segment.add_argument(
        "--json", action="store_true", help="一版一行 JSON / one JSON object a page"
    )
    check = _add(
        commands, "check", _check, "每版的报道、日期、存疑和错误 / articles, doubts, faults"
    )
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR")
    for one in (segment, check):
        one.add_argument(
            "--pages", type=Path, metavar="DIR", help="版面文件夹 / folder with pages (CORPUS_DIR)"
        )
    show = _add(commands, "show", _show, "一版画成一页 HTML / a page beside its articles, as HTML")
    show.add_argument("file", type=Path, metavar="FILE")
    show.add_argument(
        "-o", "--out", type=Path, metavar="HTML", help="写到文件 / write to a file, not to stdout"
    )
    return top


def _add(
    commands: _Commands, name: str, run: Callable[[argparse.Namespace], int], purpose: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=purpose, description=purpose)
    parser.set_defaults(run=run)
    return parser


def _segment(options: argparse.Namespace) -> int:
    faulty = False
    for page in _segmented(options.paths or [_corpus_folder(options.pages)]):
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
            corpus = read_corpus(path, progress=_progress(), processes=usable_cores())
            yield from corpus.segmented
            yield from (fault for fault in corpus.faults if not _told(fault, corpus.segmented))


def _read_file(path: Path) -> Iterator[SegmentedPage | Fault]:
    """Read one file, with what its folder's metadata says of it; a fault of those comes last."""
    if not path.is_file():
        wrong = "应为文件，却是文件夹" if path.is_dir() else "找不到版面文件"
        raise CorpusError(f"{wrong}：{path}")
    metadata, faults = read_metadata(path.parent, page_files(path.parent))
    yield read_page(path, path.name, metadata.get(path.name, PageMetadata()))
    yield from faults


def _told(fault: Fault, pages: Iterable[SegmentedPage]) -> bool:
    return any(fault in page.faults for page in pages)


def _check(options: argparse.Namespace) -> int:
    folder = options.folder or _corpus_folder(options.pages)
    corpus = read_corpus(folder, progress=_progress(), processes=usable_cores())
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


def _corpus_folder(given: Path | None) -> Path:
    """Give the folder asked for, else that of the environment, else the shipped pages."""
    return given or _Settings.read().corpus_dir


def _progress() -> Progress:
    """Give what shows a bar on a terminal, if there is more than a second's work."""
    bar = tqdm(unit="page", delay=1, leave=False, disable=None)

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return show


if __name__ == "__main__":
    sys.exit(main())
