"""Where pages were kept: paths in the repository and on the site made of it, and links between them."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

import msgpack

from wiki.pages.paths import path_meant, spellings
from wiki.transfer.lineage import is_folder_page

CONTENT_ROOTS = frozenset({"pages", "_pages", "docs", "doc", "content", "src", "wiki", "site"})
"""Folders at the top that only hold everything else."""

TOP = "."
LONGEST = 400
LINKS = re.compile(
    r"(?P<before>\]\(<?|^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]+<?|href=\")(?P<there>[^\s<>)\"#?]+)", re.MULTILINE
)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\{", re.IGNORECASE)
LANGUAGE = re.compile(r"/[a-z]{2}(?:-[a-z]{2,4})?(?=/.)", re.IGNORECASE)
"""Wiki.js writes it before the path of a page, though pages in the main language lie in no folder of that name."""
FILE = re.compile(r"\.(?!md$|html?$)[a-z0-9]{2,5}$", re.IGNORECASE)


def clean_path(path: str) -> str:
    """Without slashes at its ends, and without steps upwards, which no page of ours can stand behind."""
    parts = [part for part in normpath(path).split("/") if part not in ("", ".", "..")]
    return "/".join(parts)[:LONGEST]


def below_root(path: str) -> str:
    """The path without a leading folder that only holds everything else."""
    first, slash, rest = path.partition("/")
    return rest if slash and first.lower() in CONTENT_ROOTS else path


def site_paths(address: str) -> list[str]:
    """The ways an address of the site may be written in links."""
    path = clean_path(unquote(address.split("#")[0].split("?")[0]))
    bare = re.sub(r"(?:/?\bindex)?\.html?$", "", path)
    return [spelling for spelling in dict.fromkeys((bare, path)) if spelling]


def addresses_of(path: str) -> list[str]:
    """What a file's page is found under: its path first, then its address on the site, with and without the root.

    The page at the top of it all is what a link to `/` means.
    """
    bare = path.rpartition(".")[0]
    places = [path.rpartition("/")[0]] if is_folder_page(path) else [bare]
    if named_like_folder(bare):
        places.append(bare.rpartition("/")[0])
    spelled = (clean_path(there) or TOP for place in places for there in (below_root(f"{place}/"), place))
    return list(dict.fromkeys((clean_path(path), *spelled)))


def named_like_folder(bare: str) -> bool:
    """Whether a path without its ending is the page of its folder, as `travel/travel` is."""
    *_, folder, name = ("", *bare.split("/"))
    return folder == name


def nearer_root(text: str, path: str, known: frozenset[str]) -> str:
    """Links as the old site knew them, made to count from the root: relative ones that count from the page's address,
    as browsers do, and those with a language before the path."""
    as_folder = clean_path(below_root(path.rpartition(".")[0])) + "/"

    def turned(found: re.Match[str]) -> str:
        there = found["there"]
        if ELSEWHERE.match(there) or _among(known, path_meant(there, path)):
            return found[0]
        meant = path_meant(LANGUAGE.sub("", there, count=1) if there.startswith("/") else there, as_folder)
        return f"{found['before']}/{meant}/" if meant and _among(known, meant) else found[0]

    return LINKS.sub(turned, text) if known else text


def links_in(text: str, path: str, known: frozenset[str]) -> dict[str, list[str]]:
    """Where the links to this site's own addresses lead: to "pages" we have, to "files", or to "nothing"."""
    found: dict[str, list[str]] = {"pages": [], "files": [], "nothing": []}
    for link in LINKS.finditer(text):
        meant = path_meant(link["there"], path)
        if meant is not None and not ELSEWHERE.match(link["there"]):
            kind = "pages" if _among(known, meant) else "files" if FILE.search(meant) else "nothing"
            found[kind].append(link["there"])
    return found


@contextmanager
def list_for_children(addresses: Iterable[str]) -> Iterator[str]:
    """The name of a file that lists them while the context lasts, for children to read."""
    with tempfile.NamedTemporaryFile(prefix="kring-addresses-") as file:
        file.write(msgpack.packb(list(addresses)))
        file.flush()
        yield file.name


def read_list(name: str) -> list[str]:
    return msgpack.unpackb(Path(name).read_bytes())  # type: ignore[no-any-return]


def _among(known: frozenset[str], path: str | None) -> bool:
    return path is not None and any(spelling in known for spelling in spellings(path))
