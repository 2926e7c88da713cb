"""Answers made: found, with printed words and their quotes; or not found, with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.model import Answer, Quote, Remark, Status, Verdict
from corpus.model import Printed


def answered(
    quotes: Iterable[Quote],
    items: Sequence[Printed],
    *,
    remarks: Iterable[Remark] = (),
    verdict: Verdict | None = None,
    signals: Mapping[str, float] | None = None,
) -> Answer:
    """Answer with printed words, the first of them the short answer; the best quote first.

    `signals` say by name how good the evidence is; confidence is worked out from them.
    """
    return Answer(
        Status.ANSWERED,
        tuple(quotes),
        items[0],
        tuple(items),
        verdict,
        remarks=tuple(remarks),
        signals=signals or {},
    )


def not_found(reason: Remark, nearest: Iterable[Quote] = ()) -> Answer:
    """Answer that it is not printed, and why, with what stands closest."""
    return Answer(Status.NOT_FOUND, reason=reason, nearest=tuple(nearest))
