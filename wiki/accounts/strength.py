"""Which passwords are refused: short ones, and those that a guesser tries first.

`common_passwords.txt` is an extract of the list in the Python package zxcvbn 4.5 (MIT, by Daniel Wolf; the list itself
was counted from published leaks by the authors of the original zxcvbn at Dropbox, also MIT): its first ten thousand,
without those of digits only or under four signs, and every one of twelve signs or more.
"""

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache
from pathlib import Path

SHORTEST = 12
LONGEST = 256
FEWEST_SIGNS = 5
OWN_PART = 3  # shorter parts of a name occur in any sentence
FEWEST_OTHER = 4
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qwertzuiop")
LEET = str.maketrans("@4301!5$7", "aaeoiisst")


class Weakness(Enum):
    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    PATTERN = "pattern"
    OWN = "own"


def weakness(password: str, own_words: Iterable[str] = ()) -> Weakness | None:
    """What is wrong with this password, if anything. `own_words` are the person's name, handle, e-mail and team."""
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    plain = password.casefold()
    if _is_pattern(plain):
        return Weakness.PATTERN
    if _is_common(plain):
        return Weakness.COMMON
    return Weakness.OWN if _is_own(plain, own_words) else None


def _is_pattern(plain: str) -> bool:
    """Few signs, one piece over and over, or a walk along the alphabet or the keyboard."""
    if len(set(plain)) < FEWEST_SIGNS or len(_unit(plain)) <= FEWEST_SIGNS:
        return True
    steps = "".join(row + row[::-1] for row in ROWS)
    walked = sum(plain[at : at + 3] in steps for at in range(len(plain) - 2))
    return walked >= (len(plain) - 2) * 0.7


def _unit(plain: str) -> str:
    """The shortest piece that gives the whole when repeated."""
    return plain[: (plain + plain).find(plain, 1)]


def _is_common(plain: str) -> bool:
    """On the list as it is, or with signs for letters, or dressed up with digits and signs at its ends."""
    known = common_passwords()
    cores = {plain, _unit(plain), re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)}
    return any(word in known for core in cores for word in (core, core.translate(LEET)))


def _is_own(plain: str, own_words: Iterable[str]) -> bool:
    """Hardly more than what everybody knows about the person."""
    rest = plain
    for part in sorted(_parts(own_words), key=len, reverse=True):
        rest = rest.replace(part, "")
    return rest != plain and len(re.sub(r"[\W\d_]", "", rest)) < FEWEST_OTHER


def _parts(own_words: Iterable[str]) -> set[str]:
    return {part for word in own_words for part in re.findall(r"\w+", word.casefold()) if len(part) >= OWN_PART}


@cache
def common_passwords() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("common_passwords.txt").read_text("utf-8").split("\n")) - {""}
