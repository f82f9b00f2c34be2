"""Markdown as other wikis write it, turned into ours when read: Obsidian, GitHub's wikis, Gollum, Otter Wiki, Wiki.js.

What a page needs to know of the others (which name means which page, where a picture lies) is gathered once.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import quote, unquote

import yaml

from wiki.transfer import losses
from wiki.transfer.formats.writing import ENCODED
from wiki.transfer.frontmatter import BLOCK, list_of, split_front_matter
from wiki.transfer.lineage import is_markdown
from wiki.transfer.repository import LARGEST_FILE, Commit
from wiki.transfer.telling import Fact, why

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
OTTER_FILE = re.compile(r"(?P<before>\]\(/)(?P<page>[^()\s]{0,300}?)/?a/(?P<name>[^()/\s]{1,200})(?=[\s)])")
OURS = re.compile(r"^kring:", re.MULTILINE)
"""Stands above pages that Kring wrote out: they are read back as they are."""
KINDS = {
    "note": "NOTE", "info": "NOTE", "tip": "TIP", "hint": "TIP", "success": "TIP", "check": "TIP", "done": "TIP",
    "important": "IMPORTANT", "warning": "WARNING", "attention": "WARNING", "caution": "CAUTION", "danger": "CAUTION",
    "error": "CAUTION", "failure": "CAUTION", "fail": "CAUTION", "bug": "CAUTION",
}  # fmt: skip
AROUND = ("_sidebar", "_footer", "_header")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp")
LOOKED_AT = 200
"""Pages that are looked into for Obsidian's signs."""


class Pages(Protocol):
    def count(self) -> int: ...
    def commits(self) -> Iterator[Commit]: ...
    def irregular(self) -> list[Fact]: ...
    def left(self) -> Counter[str]: ...
    def files(self) -> dict[str, str]: ...
    def regular(self) -> dict[str, str]: ...
    def read(self, blob: str, largest: int = ...) -> bytes | None: ...


class Dialect:
    """A history whose pages are turned when they are read."""

    def __init__(self, pages: Pages, named: str) -> None:
        self._pages = pages
        self._paths: dict[str, str] = {}
        there = pages.regular()
        markdown = {path: blob for path, blob in there.items() if is_markdown(path)}
        self._is_wiki = _is_wiki(markdown, named)
        self._is_obsidian = not self._is_wiki and _is_obsidian(there, markdown, pages.read)
        self._left: Counter[str] = Counter()
        self._titles = _names(markdown)
        self._files = {
            PurePosixPath(path).name.casefold(): path for path in sorted(there, reverse=True) if path not in markdown
        }
        self._files |= {path.casefold(): path for path in there if path not in markdown}
        if self._is_obsidian:
            self._look_into(markdown)

    def count(self) -> int:
        return self._pages.count()

    def commits(self) -> Iterator[Commit]:
        """Without the pages that only stand around others."""
        for commit in self._pages.commits():
            kept = tuple(change for change in commit.changes if not self._is_around(change.path))
            self._paths |= {change.blob: change.path for change in kept if change.blob and is_markdown(change.path)}
            yield Commit(commit.sha, commit.parents, commit.name, commit.email, commit.at, commit.subject, kept)

    def irregular(self) -> list[Fact]:
        around = [path for path in self._pages.regular() if self._is_around(path)]
        return [*self._pages.irregular(), *(why(path, losses.AROUND) for path in around)]

    def left(self) -> Counter[str]:
        return self._pages.left() + self._left

    def files(self) -> dict[str, str]:
        return self._pages.files()

    def read(self, blob: str, largest: int = LARGEST_FILE) -> bytes | None:
        data = self._pages.read(blob, largest)
        path = self._paths.get(blob)
        return self._turned(data, path) if data and path else data

    def _is_around(self, path: str) -> bool:
        return self._is_wiki and PurePosixPath(path).stem.lower() in AROUND

    def _look_into(self, markdown: dict[str, str]) -> None:
        """For other names of pages, and for what will be lost."""
        for path, blob in markdown.items():
            text = (self._pages.read(blob) or b"").decode("utf-8-sig", errors="replace")
            for alias in list_of(split_front_matter(text)[0].get("aliases")) if "alias" in text[:2000] else ():
                self._titles.setdefault(_key(alias), PurePosixPath(path).stem)
            self._left["comments that only the editor shows, kept hidden"] += len(HIDDEN.findall(text))
            self._left["names of blocks"] += len(BLOCK_NAME.findall(text))
            self._left["callouts that fold, kept open"] += sum(1 for found in CALLOUT.finditer(text) if found["fold"])
        self._left = +self._left

    def _turned(self, data: bytes, path: str) -> bytes:
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
            front = _titled(front, _title_of(path, from_dashes=self._is_wiki))
        return (front + body).encode()

    def _plain(self, text: str) -> str:
        if self._is_obsidian:
            text = HIDDEN.sub(lambda found: "" if "--" in found["said"] else f"<!--{found['said']}-->", text)
            text = BLOCK_NAME.sub("", text)
        text = CALLOUT.sub(_callout, text)
        text = COLOURED.sub(_coloured, text)
        text = OTTER_FILE.sub(self._attached, text)
        return LINK.sub(self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        there, words, place = found["there"].strip(), (found["words"] or "").strip(), found["place"] or ""
        if not there:
            return found[0]
        if file := self._files.get(there.casefold().lstrip("/")):
            return self._file(file, words, shown=bool(found["embed"]))
        title = self._titles.get(_key(there))
        if title is None and words and (other := self._titles.get(_key(words))):
            title, there, words = other, other, there
        if title is None:
            return found[0]
        place = "" if place.startswith("#^") else place
        shown = words or ("" if _key(title) == _key(there) else there)
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


def _is_wiki(markdown: Iterable[str], named: str) -> bool:
    stems = {PurePosixPath(path).stem.lower() for path in markdown if "/" not in path}
    return "home" in stems and (
        bool(stems & set(AROUND)) or bool(re.search(r"\.wiki(?:\.git|\.zip|\.bundle)?$", named))
    )


def _is_obsidian(there: Iterable[str], markdown: dict[str, str], read: Callable[[str], bytes | None]) -> bool:
    if any(path.startswith(".obsidian/") or "/.obsidian/" in path for path in there):
        return True
    looked = (read(blob) or b"" for blob in list(markdown.values())[:LOOKED_AT])
    return any(re.search(rb"!\[\[[^\]\n]{1,200}\.(?:png|jpe?g|gif|webp|pdf|svg)(?:\||\]\])", data) for data in looked)


def _names(markdown: Iterable[str]) -> dict[str, str]:
    """The title of the page by each way to name it: its path, its name."""
    paths = sorted(markdown, key=lambda path: (path.count("/"), path), reverse=True)
    names = {_key(PurePosixPath(path).stem): _title_of(path, from_dashes=False) for path in paths}
    return names | {_key(path.rpartition(".")[0]): _title_of(path, from_dashes=False) for path in paths}


def _key(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", re.sub(r"\.md$", "", name.strip().lstrip("/"))).casefold()


def _title_of(path: str, *, from_dashes: bool) -> str:
    stem = PurePosixPath(path).stem
    return stem.replace("-", " ").replace("_", " ").strip() or stem if from_dashes else stem


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
