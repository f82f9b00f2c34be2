"""What people type about themselves, without what does not belong there."""

import re
import unicodedata

EMAIL = re.compile(r"[^@\s<>,;:\\\"()\[\]]+@[^@\s<>,;:\\\"()\[\].]+(?:\.[^@\s<>,;:\\\"()\[\].]+)*")
LONGEST_EMAIL = 254
JOINERS = "\u200c\u200d"  # invisible, but Persian names and some emoji need them


def clean_line(text: str | None) -> str:
    """One line of text: spaces made single; control signs and those that turn the writing direction taken out. Nothing,
    where none of it would be seen."""
    kept = (c for c in text or "" if c.isspace() or c in JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    line = " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
    return line if line.strip(JOINERS) else ""


def clean_email(text: str | None) -> str:
    return (text or "").strip().lower()


def is_email(text: str) -> bool:
    return len(text) <= LONGEST_EMAIL and bool(EMAIL.fullmatch(text))
