"""A page of Markdown as another wiki writes it, turned into ours. This runs in children: nobody trusts what is read."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

import msgpack
import yaml

from wiki.transfer.formats.writing import ENCODED
from wiki.transfer.frontmatter import BLOCK, list_of, split_front_matter

CODE = re.compile(r"(^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[^\n]*$|\Z)|`[^`\n]*`)", re.DOTALL | re.MULTILINE)
LINK = re.compile(
    r"(?P<embed>!?)\[\[(?P<there>[^\[\]|#^\n]{0,300})(?P<place>#[^\[\]|\n]{1,300})?(?:\|(?P<words>[^\[\]\n]{1,300}))?\]\]"
)
HIDDEN = re.compile(r"%%(?P<said>.*?)%%", re.DOTALL)
BLOCK_NAME = re.compile(r"(?:[ \t]|^)\^[\w-]{1,60}[ \t]*$", re.MULTILINE)
CALLOUT = re.compile(
    r"^(?P<signs>(?:>[ \t]?)+)\[!(?P<kind>[\w-]{1,30})\](?P<fold>[-+]?)[ \t]*(?P<title>[^\n]*)$", re.MULTILINE
)
COLOURED = re.compile(r"^(?P<quote>(?:>[^\n]*\n)+)\{\.is-(?P<kind>info|success|warning|danger)\}[ \t]*$", re.MULTILINE)
SIZED = re.compile(
    r"(?P<before>!\[[^\[\]\n]{0,300})(?P<after>\]\([^()\s]{1,600})[ \t]+=(?P<width>\d{0,4})x\d{0,4}(?=[\s)])"
)
OTTER_FILE = re.compile(r"(?P<before>\]\(/)(?P<page>[^()\s]{0,300}?)/?a/(?P<name>[^()/\s]{1,200})(?=[\s)])")
OURS = re.compile(r"^kring:", re.MULTILINE)
"""Stands above pages that Kring wrote out: they are read back as they are."""
KINDS = {
    "note": "NOTE", "info": "NOTE", "tip": "TIP", "hint": "TIP", "success": "TIP", "check": "TIP", "done": "TIP",
    "important": "IMPORTANT", "warning": "WARNING", "attention": "WARNING", "caution": "CAUTION", "danger": "CAUTION",
    "error": "CAUTION", "failure": "CAUTION", "fail": "CAUTION", "bug": "CAUTION",
}  # fmt: skip
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp")


def turned(data: bytes, path: str, known: str) -> bytes:
    """The file in our Markdown; the file `known` holds what has to be known of the others (`About`)."""
    return About.read(known).turned(data, path)


def looked_into(data: bytes) -> dict[str, Any]:
    """Other names of an Obsidian page, and what of it will be lost."""
    text = data.decode("utf-8-sig", errors="replace")
    aliases = list_of(split_front_matter(text)[0].get("aliases")) if "alias" in text[:2000] else []
    left = Counter(
        {
            "comments that only the editor shows, kept hidden": len(HIDDEN.findall(text)),
            "names of blocks": len(BLOCK_NAME.findall(text)),
            "callouts that fold, kept open": sum(1 for found in CALLOUT.finditer(text) if found["fold"]),
        }
    )
    return {"aliases": aliases, "left": dict(+left)}


class About:
    """Which name means which page, where a picture lies, and whose dialect it is."""

    def __init__(self, titles: dict[str, str], files: dict[str, str], *, is_wiki: bool, is_obsidian: bool) -> None:
        self._titles, self._files = titles, files
        self._is_wiki, self._is_obsidian = is_wiki, is_obsidian

    @staticmethod
    @lru_cache(maxsize=1)
    def read(name: str) -> "About":
        return About(**msgpack.unpackb(Path(name).read_bytes()))

    def turned(self, data: bytes, path: str) -> bytes:
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            return data
        head = BLOCK.match(text)
        if head and OURS.search(head["yaml"]):
            return data
        front, body = (text[: head.end()], text[head.end() :]) if head else ("", text)
        body = "".join(self._plain(part) if part[:1] != "`" and part[:3] != "~~~" else part for part in _parts(body))
        if self._is_obsidian or self._is_wiki:
            front = _titled(front, title_of(path, from_dashes=self._is_wiki))
        return (front + body).encode()

    def _plain(self, text: str) -> str:
        if self._is_obsidian:
            text = HIDDEN.sub(lambda found: "" if "--" in found["said"] else f"<!--{found['said']}-->", text)
            text = BLOCK_NAME.sub("", text)
        text = CALLOUT.sub(_callout, text)
        text = COLOURED.sub(_coloured, text)
        text = SIZED.sub(_sized, text)
        text = OTTER_FILE.sub(self._attached, text)
        return LINK.sub(self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        there, words, place = found["there"].strip(), (found["words"] or "").strip(), found["place"] or ""
        if not there:
            return found[0]
        if file := self._files.get(there.casefold().lstrip("/")):
            return self._file(file, words, shown=bool(found["embed"]))
        title = self._titles.get(key(there))
        if title is None and words and (other := self._titles.get(key(words))):
            title, there, words = other, other, there
        if title is None:
            return found[0]
        place = "" if place.startswith("#^") else place
        shown = words or ("" if key(title) == key(there) else there)
        return f"{found['embed']}[[{title}{place}{f'|{shown}' if shown else ''}]]"

    def _file(self, path: str, words: str, *, shown: bool) -> str:
        there = f"/{quote(path, safe=ENCODED)}"
        if not shown or not path.lower().endswith(PICTURES):
            return f"[{words or PurePosixPath(path).name}]({there})"
        width = re.fullmatch(r"(\d{1,4})(?:x\d{1,4})?", words)
        return f"![{f'|{width[1]}' if width else words}]({there})"

    def _attached(self, found: re.Match[str]) -> str:
        """Otter Wiki shows under `/page/a/name` what lies at `page/name`."""
        there = self._files.get(unquote(f"{found['page']}/{found['name']}").casefold().lstrip("/"))
        return f"{found['before']}{quote(there, safe=ENCODED)}" if there else found[0]


def _parts(text: str) -> Iterator[str]:
    """The text cut where code begins and ends."""
    pos = 0
    for found in CODE.finditer(text):
        yield text[pos : found.start()]
        yield found[0]
        pos = found.end()
    yield text[pos:]


def _titled(front: str, title: str) -> str:
    """Front matter that says the title; there the name of the file is it, whatever the text begins with."""
    if re.search(r"^title:", front, re.MULTILINE | re.IGNORECASE):
        return front
    line = yaml.safe_dump({"title": title}, allow_unicode=True, width=1000)
    return f"---\n{line}{front.removeprefix('---').lstrip(' ').removeprefix(chr(10))}" if front else f"---\n{line}---\n"


def _callout(found: re.Match[str]) -> str:
    kind = found["kind"].lower()
    title = found["title"].strip() or ("" if kind in KINDS else kind.capitalize())
    return f"{found['signs']}[!{KINDS.get(kind, 'NOTE')}] {title}".rstrip()


def _coloured(found: re.Match[str]) -> str:
    """Wiki.js says below a quote what kind of box it is."""
    kind = {"info": "NOTE", "success": "TIP", "warning": "WARNING", "danger": "CAUTION"}[found["kind"]]
    return f"> [!{kind}]\n{found['quote'].rstrip()}"


def _sized(found: re.Match[str]) -> str:
    """Wiki.js gives a picture's width and height behind its address; the width alone says both."""
    width = f"|{found['width']}" if found["width"] else ""
    return f"{found['before']}{width}{found['after']}"


def key(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", re.sub(r"\.md$", "", name.strip().lstrip("/"))).casefold()


def title_of(path: str, *, from_dashes: bool) -> str:
    stem = PurePosixPath(path).stem
    return stem.replace("-", " ").replace("_", " ").strip() or stem if from_dashes else stem
