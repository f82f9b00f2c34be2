"""Readable words for addresses, and titles made comparable."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 60
_NEAR = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_NEAR_LETTERS = str.maketrans(
    _NEAR | {letter.upper(): near.title() for letter, near in _NEAR.items() if letter not in "ßı"}
)


def unmarked(text: str) -> str:
    """Without accents, decomposed (NFKD): letters that are no others with a mark stay."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def typable(text: str) -> str:
    """The same, and letters that are no others with a mark as those write them whose keyboard lacks them."""
    return unmarked(text).translate(_NEAR_LETTERS)


def loosely(text: str) -> str:
    """As people find it who mind neither case nor accents."""
    return typable(text).casefold()


@lru_cache(maxsize=20_000)
def slug_of(title: str) -> str:
    """Lower-case words of a title joined by hyphens; accents folded where they fold, other letters kept.

    >>> slug_of("Coördinatie & planning: 2026")
    'coordinatie-planning-2026'
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", unmarked(title).lower()))
    return "-".join(words)[:LONGEST].rstrip("-") or "page"


def key_of(title: str) -> str:
    """What two titles have in common when people mean the same page by them: case and spacing aside."""
    return " ".join(unicodedata.normalize("NFC", title).casefold().split())[:200]


def order_of(title: str) -> tuple[str | int, ...]:
    """For lists by title as people sort them: numbers by what they count, accents beside their letters.

    >>> sorted(["Step 10", "step 2", "Étage", "Zoo"], key=order_of)
    ['Étage', 'step 2', 'Step 10', 'Zoo']
    """
    parts = re.split(r"([0-9]+)", unmarked(key_of(title)))
    return tuple(int(part) if at % 2 else part for at, part in enumerate(parts))
