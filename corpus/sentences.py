"""Where Chinese sentences end."""

from __future__ import annotations

import re

from corpus.model import Printed

# An end mark, any that follow it, then what closes around it: 。”  ！）  ？！」  ……
_END = r"(?:[。！？!?]+|…{2,})[”’」』）)》]*"
_SENTENCE = re.compile(rf".[^。！？!?…]*(?:…(?!…)[^。！？!?…]*)*(?:{_END}|$)", re.DOTALL)


def split_sentences(printed: Printed) -> list[Printed]:
    """Cut a paragraph into sentences; put together again, they are the paragraph.

    A quotation's closing marks stay with the sentence they close; semicolons end nothing.
    """
    opened = Printed(printed.text, tuple(printed.runs))  # made once, not for each sentence
    return [opened.cut(*match.span()) for match in _SENTENCE.finditer(printed.text)]
