"""The first title of a page, written without a CRDT library: it has nothing to go by."""

from wiki.editing.wire.reader import DELETED, PARENTS, STRING, TITLE

PAGES_OWN = 0
"""The client of a page's first title. No browser and no writer of ours has this number."""


def first_title(title: str) -> bytes:
    """An empty one is a character that is gone, so that whoever looks knows there was a first title."""
    said = title.encode()
    content = number(len(said)) + said if said else b"\x01"
    deletes = b"\x00" if said else bytes((1, PAGES_OWN, 1, 0, 1))
    return bytes((1, 1, PAGES_OWN, 0, STRING if said else DELETED)) + PARENTS[TITLE] + content + deletes


def number(value: int) -> bytes:
    data = bytearray()
    while value > 127:
        data.append(value & 127 | 128)
        value >>= 7
    return bytes((*data, value))
