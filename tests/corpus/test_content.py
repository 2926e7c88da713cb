"""What texts of one page share."""

from __future__ import annotations

import os
import subprocess
import sys

_WEIGH = """
from corpus.folder import SHIPPED_PAGES
from corpus.segmentation.content import Affinity, pairs
pages = [page.read_text("utf-8") for page in sorted(SHIPPED_PAGES.glob("*.txt"))]
texts = [text for page in pages for text in page.split("\\n\\n")]
affinity = Affinity([pairs(text) for text in texts])
print([affinity.cohesion(at - 1, at) for at in range(1, len(texts))])
"""


def test_chance_decides_nothing() -> None:
    """What texts share is the same to the last digit in every process, however it hashes words."""
    told = {
        subprocess.run(
            [sys.executable, "-c", _WEIGH],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(told) == 1
