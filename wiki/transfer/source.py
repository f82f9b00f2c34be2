"""A file of Markdown, read as a page: its title, its text in plain Markdown, and the addresses it had."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from wiki.markup.document import parse
from wiki.markup.model import Token
from wiki.markup.text import one_line
from wiki.transfer.addresses import nearer_root, site_paths
from wiki.transfer.frontmatter import Meta, list_of, split_front_matter, words_of
from wiki.transfer.lineage import is_folder_page
from wiki.transfer.returning import is_ours, said_by_us, text_of_ours
from wiki.transfer.templates import without_templates

LONGEST_TITLE = 200
LONGEST_MARKED = 2000
HEADING = re.compile(r"\A\s*(?:#[ \t]+(?P<hashed>.+?)(?:[ \t]+#+)?[ \t]*(?:\n|\Z)|(?P<ruled>\S.*)\n=+[ \t]*(?:\n|\Z))")
LATER_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
BRACED = re.compile(r"\{[#.:][^}]*\}")
ATTRIBUTES = re.compile(
    r"^(#{1,6} .*?)[ \t]*\{[#.:][^}\n]*\}[ \t]*$|(?<=\))\{[.:#][^}\n]*\}|^\{:[^}\n]*\}[ \t]*$", re.MULTILINE
)
REDIRECTS = ("redirect_from", "redirects", "aliases", "permalink", "url", "slug_from")
SAID = ("icon", "tags", "status", "owner")
CARRIED = {
    *REDIRECTS,
    *SAID,
    "title",
    "subtitle",
    "questions",
    "redirect_to",
    "outdated",
    "order",
    "nav_order",
    "weight",
}


@dataclass
class Source:
    title: str
    text: str
    addresses: list[str]
    order: float | None
    said: dict[str, list[str]] = field(default_factory=dict)
    """What is said about the page beside its text, by key."""
    left: Counter[str] = field(default_factory=Counter)
    """What could not be carried over, and how often."""


def read_source(data: bytes, path: str, known: frozenset[str] = frozenset()) -> Source:
    """The page that this file is. Links are made to work for pages kept at the addresses `known`."""
    left: Counter[str] = Counter()
    meta, text = split_front_matter(_decoded(data, left))
    if is_ours(meta):
        said = {key: list_of(meta.get(key)) for key in SAID} | said_by_us(meta, text)
        said["owner"] = said["owner"] or list_of(meta.get("keeper"))
        return Source(_title(meta, "", path), text_of_ours(text), [], _order(meta), said, left)
    left.update(f"front matter: {key}" for key in meta if key not in CARRIED)
    text = _without_attributes(without_templates(text, left), left).lstrip("\n")
    title = _title(meta, text, path)
    text = _without_heading(text, title)
    text = nearer_root(_with_meta(meta, text), path, known)
    said = {key: list_of(meta.get(key)) for key in SAID}
    return Source(title, text, _addresses(meta), _order(meta), said, left)


def _decoded(data: bytes, left: Counter[str]) -> str:
    """UTF-8 and UTF-16 by their marks, else as old Windows programs wrote it. Line ends become line feeds."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        left["bytes that are not UTF-8"] += 1
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        left["NUL characters"] += text.count("\0")
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def _without_attributes(text: str, left: Counter[str]) -> str:
    text, count = ATTRIBUTES.subn(lambda found: found[1] or "", text)
    if count:
        left["attributes {…}"] += count
    return text


def _title(meta: Meta, text: str, path: str) -> str:
    heading = HEADING.match(text)
    found = words_of(meta.get("title")) or (heading and (heading["hashed"] or heading["ruled"])) or ""
    if not found and (later := LATER_HEADING.search(text)):
        found = later[1]
    return _plain(found)[:LONGEST_TITLE] or name_of(path)


def name_of(path: str) -> str:
    """A file's or folder's name as words: `travel-and-leave` is "Travel and leave"."""
    there = PurePosixPath(path)
    name = there.parent.name if is_folder_page(path) and there.parent.name else there.name.removesuffix(there.suffix)
    words = re.sub(r"[-_\s]+", " ", name).strip() or "Page"
    return (words[0].upper() + words[1:])[:LONGEST_TITLE]


def _plain(words: str) -> str:
    """A heading as a title: its words alone, without pictures unless there is nothing else."""
    heading = parse(f"# {BRACED.sub('', words)[:LONGEST_MARKED]}")[0].get("children", [])
    return one_line(_without_images(heading)) or one_line(heading)


def _without_images(tokens: list[Token]) -> list[Token]:
    kept = (token for token in tokens if token["type"] != "image")
    return [t | {"children": _without_images(t["children"])} if "children" in t else t for t in kept]


def _without_heading(text: str, title: str) -> str:
    heading = HEADING.match(text)
    if heading and _plain(heading["hashed"] or heading["ruled"]).casefold() == title.casefold():
        return text[heading.end() :].lstrip("\n")
    return text


def _with_meta(meta: Meta, text: str) -> str:
    """What generators drew around the text from front matter, as text."""
    before = []
    if meta.get("outdated") is True:
        before.append("> [!WARNING]\n> This page is out of date.")
    if subtitle := words_of(meta.get("subtitle")):
        before.append(f"*{subtitle}*")
    if there := words_of(meta.get("redirect_to")):
        before.append(f"Moved to [{there}]({there}).")
    whole = "\n\n".join([*before, text] if text else before)
    questions = [line for item in _items(meta.get("questions")) if (line := _contact(item))]
    if questions:
        whole = f"{whole.rstrip()}\n\n**Questions?**\n\n" + "".join(f"- {line}\n" for line in questions)
    return whole if not whole or whole.endswith("\n") else whole + "\n"


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _contact(item: object) -> str:
    """A mail address, a link with its words, or else the name of a chat channel."""
    if isinstance(item, dict):
        words, there = words_of(item.get("text")), words_of(item.get("url") or item.get("href"))
        return f"[{words or there}]({there})" if there else words
    name = words_of(item)
    return name if not name or "@" in name or "/" in name or " " in name else f"`#{name.lstrip('#')}`"


def _addresses(meta: Meta) -> list[str]:
    given = [line for key in REDIRECTS for line in list_of(meta.get(key))]
    return [path for line in given if "{" not in line and ":" not in line for path in site_paths(line)]


def _order(meta: Meta) -> float | None:
    given = next((meta[key] for key in ("order", "nav_order", "weight") if key in meta), None)
    return float(given) if isinstance(given, int | float) else None
