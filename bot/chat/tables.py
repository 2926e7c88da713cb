"""Tables that admins take away."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict, fields
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def as_csv(kind: type[DataclassInstance], rows: Iterable[DataclassInstance]) -> bytes:
    """Give rows of one kind as CSV that a spreadsheet opens in the right encoding."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields(kind)])
    for row in rows:
        writer.writerow([_inert(value) for value in asdict(row).values()])
    return out.getvalue().encode("utf-8-sig")


def _inert(value: object) -> object:
    """Keep a spreadsheet from running what a stranger typed as a formula."""
    is_formula = isinstance(value, str) and value[:1] in {"=", "+", "-", "@"}
    return f"'{value}" if is_formula else value
