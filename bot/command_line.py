"""The commands: Telegram where a token is set, else the same conversation in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from bot import bootstrap
from bot.chat.changes import place_of
from bot.chat.generations import Progress
from bot.chat.room import Room
from bot.chat.terminal import LOCAL_ID, Terminal, converse
from bot.evaluation import QuestionFileError, evaluate, read_questions, report
from bot.settings import Settings, SettingsError, missing, read_settings
from bot.state.database import StateError
from corpus.environment import forgive_streams
from corpus.model import Fault

if TYPE_CHECKING:
    from tqdm import tqdm

WRONG_USE = 2
TALKING_HERE = (
    "没有设置 TELEGRAM_BOT_TOKEN，就在这里对话：直接问；/start 有例子，Ctrl-D 结束 / "
    "TELEGRAM_BOT_TOKEN is not set, so talk here: just ask; /start has examples, Ctrl-D ends"
)

_QUESTION_FILE = (
    "一行一题的 JSON / JSON Lines: id, group, question, answerable, answers; optional: file, prev"
)

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- its only name


def run(arguments: list[str] | None = None) -> int:
    """Run a command; gives its exit code: 0, 1 for faults found, 2 for wrong use or settings."""
    forgive_streams()
    options = parser().parse_args(arguments)
    try:
        settings = read_settings(corpus_dir=options.pages)
        command: Callable[[argparse.Namespace, Settings], int] = options.run
        return command(options, settings)
    except (SettingsError, StateError, QuestionFileError) as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:  # whoever reads us has seen enough: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{error.filename} 用不了 / cannot be used: {error.strerror}", file=sys.stderr)
        return WRONG_USE


def parser() -> argparse.ArgumentParser:
    """Give the commands with their options."""
    top = argparse.ArgumentParser(
        "python -m bot",
        parents=[_shared_options(default=None)],
        description="设了 TELEGRAM_BOT_TOKEN 就上 Telegram，没设就在终端里对话 / "
        "on Telegram where TELEGRAM_BOT_TOKEN is set, else a conversation here",
    )
    top.set_defaults(run=_start, as_json=False, user_id=LOCAL_ID, no_store=False)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    ask = _add(commands, "ask", _ask, "回答一个问题 / answer a question")
    reads = "问题；- 则逐行读标准输入 / - reads one a line from stdin"
    ask.add_argument("question", type=_words, nargs="+", help=reads)
    chat = _add(commands, "chat", _chat, "在终端里对话 / hold a conversation here")
    chat.add_argument("--as", dest="user_id", metavar="ID", type=int, help="以谁的身份 / as whom")
    chat.set_defaults(user_id=LOCAL_ID)
    latest = _add(commands, "latest", _latest, "最新的报道 / the newest articles")
    latest.add_argument("topic", type=_words, nargs="*", help="只看一个话题 / on this topic only")
    for one in (ask, chat, latest):
        one.add_argument(
            "--json", dest="as_json", action="store_true", help="输出 JSON / print JSON"
        )
    measure = _add(commands, "eval", _evaluate, "在一套题上算分 / measure on a question file")
    measure.add_argument("questions", type=Path, help=_QUESTION_FILE)
    _add(commands, "run", _run, "在 Telegram 上启动 / start on Telegram")
    return top


def _words(typed: str) -> str:
    if not typed.strip():
        raise argparse.ArgumentTypeError("空的 / is empty")
    return typed.encode(errors="replace").decode()  # bytes of another encoding


def _shared_options(default: object) -> argparse.ArgumentParser:
    """Give the options of all commands, which may stand before or after a command's name."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=default)
    shared.add_argument(
        "--pages", metavar="DIR", help="版面文件夹 / folder with pages (CORPUS_DIR)"
    )
    shared.add_argument(
        "--no-store", action="store_true", default=default, help="什么也不写 / write nothing"
    )
    return shared


def _add(
    commands: _Commands, name: str, run: Callable[..., int], purpose: str
) -> argparse.ArgumentParser:
    shared = _shared_options(argparse.SUPPRESS)  # not given here, it must not undo what was before
    parser = commands.add_parser(name, parents=[shared], help=purpose, description=purpose)
    parser.set_defaults(run=run)
    return parser


def _start(options: argparse.Namespace, settings: Settings) -> int:
    """Start on Telegram, or hold the conversation here where no token is set."""
    if settings.telegram_bot_token:
        return _run(options, settings)
    print(TALKING_HERE, file=sys.stderr)
    return _chat(options, settings)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if not settings.telegram_bot_token:
        raise missing("telegram_bot_token")
    with _room(settings, store=not options.no_store, serving=True) as room:
        bootstrap.serve_telegram(room, settings)
    return 0


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    lines = _typed_lines() if sys.stdin.isatty() else sys.stdin
    with _room(settings, store=not options.no_store) as room:
        terminal = Terminal(room, options.user_id)
        for line in lines:
            _say(terminal, line, as_json=options.as_json)
    return 0


def _typed_lines() -> Iterator[str]:
    """Give what is typed line by line, until Ctrl-D."""
    with suppress(EOFError):
        while True:
            yield input("> ")


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    lines = sys.stdin if options.question == ["-"] else [" ".join(options.question)]
    with _room(settings) as room:
        for line in lines:
            _say(Terminal(room), line, as_json=options.as_json)
            room.services.memory.forget(LOCAL_ID)
    return 0


def _latest(options: argparse.Namespace, settings: Settings) -> int:
    with _room(settings) as room:
        _say(Terminal(room), f"/latest {' '.join(options.topic)}", as_json=options.as_json)
    return 0


def _say(terminal: Terminal, line: str, *, as_json: bool) -> None:
    """Say one thing, in a loop of its own: between lines Ctrl-C must reach who waits for one."""
    asyncio.run(converse(terminal, [line], sys.stdout, as_json=as_json))


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    questions = read_questions(options.questions)
    with _room(settings) as room:
        outcomes = asyncio.run(evaluate(questions, room.services.generations.serving.answering))
    print("\n".join(report(outcomes)))
    return 0


@contextmanager
def _room(settings: Settings, *, store: bool = False, serving: bool = False) -> Iterator[Room]:
    """Open the room, with a bar where that takes a while, and a line for each file at fault."""
    with ExitStack() as stack:
        with _progress_bar() as show:
            opening = bootstrap.open_room(settings, store=store, progress=show, serving=serving)
            room = stack.enter_context(opening)
        _tell(room.services.generations.serving.faults, settings.corpus_dir)
        gc.enable()  # `bot.__main__` puts it off till now
        yield room


def _tell(faults: Sequence[Fault], folder: Path) -> None:
    """Say what is wrong with the pages in a few lines, and which command says all of it."""
    for fault in faults[:_TOLD_FAULTS]:
        print(f"{place_of(fault)}: {fault.message}", file=sys.stderr)
    if len(faults) > _TOLD_FAULTS:
        more = len(faults) - _TOLD_FAULTS
        print(f"……还有 {more} 处 / more: python -m corpus check {folder}", file=sys.stderr)


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    """Give what shows a bar; a few pages are read before one would be seen."""
    with ExitStack() as stack:

        @cache
        def bar(total: int) -> tqdm[NoReturn]:
            from tqdm import tqdm  # noqa: PLC0415 - 9 MB that a few pages do without

            every = 0.1 if sys.stderr.isatty() else 2.0  # a log has no line that can be drawn anew
            shown = tqdm(total=total, unit="page", delay=1, leave=False, mininterval=every)
            return stack.enter_context(shown)

        def show(done: int, total: int) -> None:
            if total > _FEW_PAGES:
                bar(total).update(done - bar(total).n)

        yield show


_FEW_PAGES = 50
_TOLD_FAULTS = 5
