"""The house keeps its own rules: walls, sizes, names, and docs that name real things."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.command_line
import corpus.__main__

ROOT = Path(__file__).parent.parent
MODULES = sorted((*ROOT.glob("bot/**/*.py"), *ROOT.glob("corpus/**/*.py")))
DOCS = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("tests/**/README.md")))
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 40
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "info"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines that hold a statement or a part of one; the docstring is none."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return len(
        {
            line
            for statement in body
            for node in ast.walk(statement)
            if hasattr(node, "lineno")
            for line in (node.lineno, node.end_lineno)
        }
    )


def test_walls() -> None:
    """What was printed knows nothing of what is asked, and only the chat room knows Telegram."""
    linter = Path(sys.executable).with_name("lint-imports")  # in here it would silence all loggers
    linted = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)

    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_size(path: Path) -> None:
    """Every module fits a few screens and every function one."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    long = [f.name for f in _functions(path) if _code_lines(f) > MAX_FUNCTION_LINES]

    assert lines <= MAX_MODULE_LINES
    assert long == []


def test_names() -> None:
    """A module is named after what it knows, never after being useful."""
    assert [_name(path) for path in MODULES if path.stem in BANNED] == []


@pytest.mark.parametrize("path", DOCS, ids=_name)
def test_docs_name_real_files(path: Path) -> None:
    """A file that the docs speak of is there."""
    text = path.read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    spoken = re.findall(r"`((?:bot|corpus|tests|docs|benchmarks)/[\w./-]+)`", text)
    gone = [
        *(link for link in linked if not (path.parent / link).exists()),
        *(name for name in spoken if not (ROOT / name).exists()),
    ]

    assert gone == []


@pytest.mark.parametrize("path", DOCS, ids=_name)
def test_docs_name_real_commands(path: Path) -> None:
    """A command that the docs speak of is there: a module to run, a target to make."""
    text = path.read_text(encoding="utf-8")
    targets = re.findall(
        r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    modules = {name.replace(".", "/") for name in re.findall(r"python -m ([a-z_.]+)", text)}
    made = set(re.findall(r"`make ([\w-]+)`|^(?:    )?make ([\w-]+)", text, re.MULTILINE))

    assert [
        name
        for name in sorted(modules)
        if not (ROOT / f"{name}.py").exists() and not (ROOT / name / "__main__.py").exists()
    ] == []
    assert sorted({one or other for one, other in made} - set(targets)) == []


def _is_taken(command: str) -> bool:
    """Tell whether a command line is one that the program takes; a bare command has its help."""
    package, *arguments = shlex.split(command, comments=True)
    parser = {"bot": bot.command_line.parser, "corpus": corpus.__main__.parser}[package]()
    try:
        parser.parse_args(arguments if len(arguments) > 1 else [*arguments, "--help"])
    except SystemExit as ended:
        return ended.code == 0
    return True


@pytest.mark.parametrize("path", DOCS, ids=_name)
def test_docs_use_commands_as_they_are(path: Path) -> None:
    """A command line that the docs show is one that the program takes, options and all."""
    text = path.read_text(encoding="utf-8")
    shown = re.findall(r"python -m ((?:bot|corpus) [^`\n|>&]+)", text)

    assert [command for command in shown if not _is_taken(command)] == []


def test_readme_names_real_settings() -> None:
    """A setting that the README speaks of is one, and .env.example explains it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    spoken = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", text))

    assert "CORPUS_DIR" in spoken
    assert sorted(name for name in spoken if f"# {name}=" not in example) == []


def test_make_eval_measures_every_set() -> None:
    """`make eval` asks every set of questions that has pages of our own beside it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    sets = {path.stem for path in (ROOT / "tests/quality/questions").glob("*.jsonl")}
    paged = {name for name in sets if (ROOT / "tests/quality/pages" / name / "raw").is_dir()}

    assert "second" in paged
    assert sorted(name for name in paged if not re.search(rf"\b{name}\b", makefile)) == []


def test_every_folder_of_pages_is_told_of() -> None:
    """Who looks for a set of pages finds it in the table of all."""
    pages = ROOT / "tests/quality/pages"
    table = (pages / "README.md").read_text(encoding="utf-8")

    assert [path.name for path in pages.glob("*/") if f"| `{path.name}/` |" not in table] == []
