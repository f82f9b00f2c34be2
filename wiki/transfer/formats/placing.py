"""Paths for pages that had none, or none to keep: short, safe on any disk, and read as the tree they stand in."""

import re
from collections.abc import Iterable

from wiki.transfer.addresses import CONTENT_ROOTS
from wiki.transfer.lineage import FOLDER_PAGES

LONGEST_PART = 48
LONGEST = 320
UNSAFE = re.compile(r"[\x00-\x1f<>:\"/\\|?*#%\[\]^]+")


class Places:
    """Gives each page a path that no other has."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {path.casefold() for path in taken}

    def give(self, title: str, above: str = "") -> str:
        """The path of a page called so, below the page at the path `above`."""
        folder = above.removesuffix(".md")
        name = part_of(title, at_top=not folder)
        bare = f"{folder}/{name}" if folder else name
        if len(bare) > LONGEST:
            bare = f"{folder}/{len(self._taken)}"[-LONGEST:].lstrip("/")
        return self.keep(bare)

    def keep(self, bare: str) -> str:
        """This path, or the next to it that is free."""
        path, number = f"{bare}.md", 2
        while path.casefold() in self._taken:
            path, number = f"{bare} {number}.md", number + 1
        self._taken.add(path.casefold())
        return path


def name_of(title: str) -> str:
    """As MediaWiki keeps it: with spaces, its first letter large."""
    words = " ".join(title.replace("_", " ").split()).removeprefix(":").strip()
    return words[:1].upper() + words[1:]


def part_of(title: str, *, at_top: bool = False) -> str:
    """A title as the name of a file, which says nothing but the title: not a folder's own page, nor hidden."""
    name = " ".join(UNSAFE.sub(" ", title).split())[:LONGEST_PART].strip(" .") or "Page"
    special = name.casefold() in FOLDER_PAGES or (at_top and name.casefold() in CONTENT_ROOTS)
    return f"{name}_" if special else name
