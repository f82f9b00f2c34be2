"""What rooms above pages keep of their words, so that a secret that is taken out of a page goes from there as well."""

from collections.abc import Callable
from typing import NamedTuple


class Keeps(NamedTuple):
    occurs: Callable[[int, str], int]
    """(page id, secret): how often it stands there, as far as every reader may know."""
    clear: Callable[[int, str, str], None]
    """(page id, secret, what stands there instead)."""


keepers: list[Keeps] = []


def keeps_words(keeps: Keeps) -> None:
    """Ask this one, too, whenever a secret is taken out of a page."""
    if keeps not in keepers:
        keepers.append(keeps)
