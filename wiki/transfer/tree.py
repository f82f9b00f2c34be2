"""From a tree of folders to a tree of pages."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from wiki.transfer.addresses import below_root, named_like_folder
from wiki.transfer.lineage import FOLDER_PAGES, is_folder_page
from wiki.transfer.source import name_of


@dataclass(eq=False)
class Node:
    """A page to be: of the file at `path`, or (without `path`) of a folder that has no page of its own."""

    title: str
    path: str | None = None
    folder: str = ""
    order: float = math.inf
    children: list["Node"] = field(default_factory=list)

    @property
    def rank(self) -> tuple[float, bool, list[tuple[int, str]]]:
        """By the order given in the files, then the page about it all, then by title, numbers as numbers."""
        parts = re.split(r"(\d+)", self.title.casefold())
        is_start = self.path is not None and is_folder_page(self.path) and "/" not in below_root(self.path)
        return self.order, not is_start, [(int(p), "") if p.isdecimal() else (-1, p) for p in parts if p]


def page_tree(pages: Iterable[tuple[str, str, float | None]]) -> list[Node]:
    """The pages at the top, of files given as (path, title, order).

    A folder's page is its index or readme, else the file with its name beside or in it, else one made for it.
    """
    files = {path: Node(title, path, order=math.inf if order is None else order) for path, title, order in pages}
    top: list[Node] = []
    folders: dict[str, Node] = {}
    holding = {str(PurePosixPath(below_root(path)).parent) for path in files}
    holding |= {str(above) for folder in holding for above in PurePosixPath(folder).parents}
    for path in sorted(files, key=_claim):
        folder = _folder_meant(path, holding)
        if folder and folder not in folders:
            folders[folder] = files[path]
    for path in files:
        _place(files[path], _seat(path, folders), folders, top)
    for siblings in (top, *(node.children for node in (*files.values(), *folders.values()))):
        siblings.sort(key=lambda node: node.rank)
    return top


def _claim(path: str) -> tuple[int, str]:
    stem = PurePosixPath(path).stem.lower()
    return (FOLDER_PAGES.index(stem) if stem in FOLDER_PAGES else len(FOLDER_PAGES)), path


def _folder_meant(path: str, holding: set[str]) -> str:
    """The folder this file could be the page of; nothing for most."""
    there = below_root(path)
    if is_folder_page(path):
        return str(PurePosixPath(there).parent).removeprefix(".")
    bare = there.rpartition(".")[0]
    if named_like_folder(bare):
        return str(PurePosixPath(bare).parent)
    return bare if bare in holding else ""


def _seat(path: str, folders: dict[str, Node]) -> str:
    """The folder whose page this one stands under."""
    folder = str(PurePosixPath(below_root(path)).parent).removeprefix(".")
    own = folders.get(folder)
    return str(PurePosixPath(folder).parent).removeprefix(".") if own and own.path == path else folder


def _place(node: Node, folder: str, folders: dict[str, Node], top: list[Node]) -> None:
    if not folder:
        top.append(node)
        return
    if folder not in folders:
        folders[folder] = Node(name_of(folder), folder=folder)
        _place(folders[folder], str(PurePosixPath(folder).parent).removeprefix("."), folders, top)
    folders[folder].children.append(node)
