"""Links in a page's Markdown, made to lead to where things lie in the folder.

`[[Title]]` becomes an ordinary link whose title keeps what it was, which our importer turns back. Code is left alone.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from wiki.export.authorship import Change
from wiki.export.scope import Leaf, Scope
from wiki.files.resolving import LINKS, files_in
from wiki.markup.headings import PREFIX, anchor_of
from wiki.markup.wikilinks import WIKILINK
from wiki.pages.models import Page
from wiki.pages.resolving import Found, resolve

FENCE = re.compile(r" {0,3}(?:>[ \t]?)*(?:[-*+]|\d+[.)])?[ \t]*(`{3,}|~{3,})")
TICKS = re.compile(r"`+")
OURS = re.compile(r"/(?:p|f|s|people|tags)/")
SIGNS = re.compile(r"([\\`*_\[\]<])")
ESCAPED = r"\\\1"
EITHER = re.compile(f"(?P<wiki>{WIKILINK})|(?P<link>{LINKS.pattern})")


@dataclass
class Relinked:
    """The text with its links rewritten; `changes` are those that an import does not turn back."""

    text: str
    changes: list[Change] = field(default_factory=list)


def relinked(page: Page, leaf: Leaf, text: str, scope: Scope, address: str, ending: str = ".md") -> Relinked:
    """For a file at the leaf's place. What is not taken along is named by `address`, that of the wiki."""
    prose = list(pieces(text))
    links = [link for piece, is_code in prose if not is_code for link in EITHER.finditer(piece)]
    if not links:
        return Relinked(text)
    turning = _Turning(page, leaf, scope, address, ending)
    turning.look_up(links)
    new, changes, at = [], [], 0
    for piece, is_code in prose:
        new.append(piece if is_code else EITHER.sub(turning.turned, piece))
        for link in () if is_code else EITHER.finditer(piece):
            if link["link"] and (instead := turning.turned(link)) != link["link"]:
                before = link.end() - link.start() - len(href_in(link))
                changes.append((at + link.start() + before, at + link.end(), instead[before:]))
        at += len(piece)
    return Relinked("".join(new), changes)


class _Turning:
    def __init__(self, page: Page, leaf: Leaf, scope: Scope, address: str, ending: str) -> None:
        self._page, self._leaf, self._scope, self._address, self._ending = page, leaf, scope, address, ending
        self._found, self._files = Found(), {}  # type: ignore[var-annotated]

    def look_up(self, links: list[re.Match[str]]) -> None:
        names = {link["wiki_name"].strip() for link in links if link["wiki"] and link["wiki_name"].strip()}
        hrefs = {href_in(link).partition("#")[0] for link in links if link["link"]} - {""}
        seen = {"pages": sorted(names), "relative": sorted(hrefs), "members": [], "tags": []}
        self._found = resolve(self._page, seen)
        self._files = files_in(self._page, hrefs)

    def turned(self, link: re.Match[str]) -> str:
        return self._wiki(link) if link["wiki"] else self._plain(link)

    def _wiki(self, link: re.Match[str]) -> str:
        name, heading = link["wiki_name"].strip(), (link["wiki_heading"] or "").strip()
        page_id = self._found.pages.get(("page", name)) if name else self._page.id
        to = self._scope.leaves.get(page_id or 0)
        if to is None:
            return link["wiki"]
        place = f"#{anchor_of(heading).removeprefix(PREFIX)}" if heading else ""
        there = (self._to(to.place + self._ending) if name else "") + quote(place, safe="#")
        return f'[{SIGNS.sub(ESCAPED, words_of(link))}]({there} "{titled(link["wiki"])}")'

    def _plain(self, link: re.Match[str]) -> str:
        href = href_in(link)
        before = link["link"][: len(link["link"]) - len(href)]
        bare, sign, fragment = href.partition("#")
        if (page_id := self._found.pages.get(("relative", bare))) in self._scope.leaves:
            place = f"#{fragment.removeprefix(PREFIX)}" if sign else ""
            return before + self._to(self._scope.leaves[page_id or 0].place + self._ending) + place
        file = self._files.get(bare)
        if file and file.id in self._scope.luggage:
            return before + self._to(self._scope.luggage[file.id].path)
        return f"{before}{self._address}{href}" if OURS.match(href) else link["link"]

    def _to(self, path: str) -> str:
        return quote(posixpath.relpath(path, posixpath.dirname(self._leaf.place) or "."))


def href_in(link: re.Match[str]) -> str:
    """The address in a match of EITHER: the last group of the pattern for plain links."""
    return link[link.re.groups] or ""


def words_of(link: re.Match[str]) -> str:
    """What a wiki link shows."""
    name, heading = link["wiki_name"].strip(), (link["wiki_heading"] or "").strip()
    given = (link["wiki_words"] or "").strip()
    return given or (f"{name} § {heading}" if name and heading else name or heading)


def titled(wiki: str) -> str:
    """Fit to stand in the quotes of a link's title, in a table, too."""
    return wiki.replace("\\", "\\\\").replace('"', '\\"').replace("|", "&#124;")


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is code: fenced blocks, and what stands between ticks in a line."""
    fence = ""
    for line in text.splitlines(keepends=True):
        opened = FENCE.match(line)
        if fence:
            yield line, True
            if opened and opened[1].startswith(fence) and not line[opened.end() :].strip("`~ \t\n"):
                fence = ""
        elif opened:
            fence = opened[1]
            yield line, True
        else:
            yield from _spans(line)


def _spans(line: str) -> Iterator[tuple[str, bool]]:
    runs = [(run.start(), run.end()) for run in TICKS.finditer(line)]
    done = at = 0
    after: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        after.setdefault(runs[index][1] - runs[index][0], []).append(index)
    while at < len(runs):
        start, end = runs[at]
        alike = after[end - start]
        while alike and alike[-1] <= at:
            alike.pop()
        if not alike:
            at += 1
            continue
        yield line[done:start], False
        done = runs[alike[-1]][1]
        yield line[start:done], True
        at = alike[-1] + 1
    yield line[done:], False
