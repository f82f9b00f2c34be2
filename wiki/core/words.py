"""Readable words for addresses, and titles made comparable."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 60


@lru_cache(maxsize=20_000)
def slug_of(title: str) -> str:
    """Lower-case words of a title joined by hyphens; accents folded where they fold, other letters kept.

    >>> slug_of("Coördinatie & planning: 2026")
    'coordinatie-planning-2026'
    """
    folded = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", folded.lower()))
    return "-".join(words)[:LONGEST].rstrip("-") or "page"


def key_of(title: str) -> str:
    """What two titles have in common when people mean the same page by them: case and spacing aside."""
    return " ".join(unicodedata.normalize("NFC", title).casefold().split())[:200]
