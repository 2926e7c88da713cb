"""How right a span is: exact match and F1 as CMRC 2018 defines them (Cui et al. 2019).

Both fold case and drop punctuation. Exact match compares what is left. F1 counts the longest run of
tokens that both have in common, a token being a Chinese character or a word in Latin letters or
digits. (The official script cuts the latter with NLTK; here a regular expression does.)
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

# The official list of marks; other punctuation counts.
_MARKS = re.compile(r"[-:_*^/\\~`+=，。：？！“”；’《》…·、「」（）－～『』]")
_TOKEN = re.compile(r"[\u4e00-\u9fa5]|[^\W\u4e00-\u9fa5]+(?:[.,]\d+)*|[^\w\s]")


def without_marks(text: str) -> str:
    """Fold case and drop the punctuation that does not count."""
    return _MARKS.sub("", text.lower().strip())


def exact_match(gold: str, found: str) -> bool:
    """Whether the two are the same but for case and punctuation."""
    return without_marks(gold) == without_marks(found)


def f1(gold: str, found: str) -> float:
    """Give the F1 of the longest common run of tokens, 0 to 1."""
    want, got = _TOKEN.findall(without_marks(gold)), _TOKEN.findall(without_marks(found))
    matcher = SequenceMatcher(None, want, got, autojunk=False)
    common = matcher.find_longest_match().size
    return 2 * common / (len(want) + len(got)) if common else 0.0
