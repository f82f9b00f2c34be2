"""Pages that Kring exported, read back: their text as it stands, their links as they were, and whose each line is."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parseaddr

from wiki.markup.wikilinks import WIKILINK
from wiki.transfer.frontmatter import Meta, list_of, split_front_matter
from wiki.transfer.lineage import Line, Version
from wiki.transfer.repository import Commit

MARK = "kring"
TOLD = ("created", "created_by", "changed", "changed_by", "authors", "written", "files")
HEADING = re.compile(r"\A\n?(?:# [^\n]*(?:\n\n?|\Z))?")
WAS_WIKI = re.compile(r"\[(?P<words>(?:[^\[\]\\\n]|\\.)*)\]\([^\s()\"]+ \"(?P<wiki>\[\[(?:[^\"\\\n]|\\.)+\]\])\"\)")
ESCAPED = re.compile(r"\\(.)")
SOME = re.compile(r"(\d{1,7})x(\d{1,4})")


def is_ours(meta: Meta) -> bool:
    return MARK in meta


def said_by_us(meta: Meta) -> dict[str, list[str]]:
    """What our front matter says beside what every importer knows."""
    return {key: list_of(meta.get(key)) for key in TOLD}


def text_of_ours(below: str) -> str:
    """The page's text, of what stands below the front matter: without the heading, which is the title."""
    return WAS_WIKI.sub(_wiki, below[HEADING.match(below).end() :])  # type: ignore[union-attr]


def _wiki(link: re.Match[str]) -> str:
    """The wiki link this was, unless somebody gave it other words since."""
    was = ESCAPED.sub(r"\1", link["wiki"].replace("&#124;", "|"))
    parts = re.fullmatch(WIKILINK, was)
    if parts is None:
        return link[0]
    name, heading = parts["wiki_name"].strip(), (parts["wiki_heading"] or "").strip()
    words = (parts["wiki_words"] or "").strip() or (f"{name} § {heading}" if name and heading else name or heading)
    return was if ESCAPED.sub(r"\1", link["words"]) == words else link[0]


def lived(line: Line, said: dict[str, list[str]]) -> Line:
    """A page without a history, with the life that its front matter tells: begun, written by several, last changed."""
    if len(line.versions) != 1 or not said.get("changed_by"):
        return line
    only = line.last
    changed, created = _moment(said["changed"]) or only.commit.at, _moment(said["created"])
    last = _commit(only.commit, said["changed_by"][0], changed)
    first = _commit(last, (said["created_by"] or said["changed_by"])[0], created or changed)
    told = Line()
    told.add(replace(only, commit=first, lines_of=()))
    kept: list[int] = []
    for number, author in enumerate(said["authors"], start=1):
        if said["written"] and author != said["changed_by"][0]:
            kept.append(number)
            told.add(_next(told, only, _commit(first, author, first.at), tuple(kept)))
    told.add(_next(told, only, last, None))
    return told


def _next(told: Line, only: Version, commit: Commit, lines_of: tuple[int, ...] | None) -> Version:
    return Version((len(told.versions) - 1,), only.path, only.blob, commit, lines_of)


def _commit(like: Commit, signed: str, at: datetime) -> Commit:
    name, address = parseaddr(signed)
    return replace(like, name=name or address.partition("@")[0], email=address, at=at)


def _moment(said: list[str]) -> datetime | None:
    try:
        at = datetime.fromisoformat(said[0]) if said else None
    except ValueError:
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)


def only_lines_of(data: bytes, authors: Collection[int]) -> bytes:
    """The file with the lines of these authors alone, by their numbers."""
    text = data.decode(errors="replace")
    meta, below = split_front_matter(text)
    start = len(text) - len(below) + HEADING.match(below).end()  # type: ignore[union-attr]
    whose = [int(n) for times, n in SOME.findall(str(meta.get("written", ""))) for _ in range(min(int(times), 10**6))]
    lines = text[start:].splitlines(keepends=True)
    kept = "".join(line for line, author in zip(lines, whose, strict=False) if author in authors)
    return (text[:start] + kept).encode()
