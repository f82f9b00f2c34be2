"""Pages that Kring exported, read back: the text as it stands, its links as they were, and who typed what of it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parseaddr

from wiki.markup.wikilinks import WIKILINK
from wiki.transfer.frontmatter import Meta, list_of
from wiki.transfer.lineage import Line
from wiki.transfer.repository import Commit

MARK = "kring"
TOLD = ("created", "created_by", "changed", "changed_by", "authors", "files")
HEADING = re.compile(r"\A\n?(?:# [^\n]*(?:\n\n?|\Z))?")
WAS_WIKI = re.compile(r"\[(?P<words>(?:[^\[\]\\\n]|\\.)*)\]\([^\s()\"]+ \"(?P<wiki>\[\[(?:[^\"\\\n]|\\.)+\]\])\"\)")
TYPED = re.compile(r"\n<!-- typed: ([\dx ]+) -->\n?\Z")
ESCAPED = re.compile(r"\\(.)")
SOME = re.compile(r"(\d{1,9})x(\d{1,4})")


def is_ours(meta: Meta) -> bool:
    return MARK in meta


def said_by_us(meta: Meta, below: str) -> dict[str, list[str]]:
    """What our files say beside what every importer knows: above the text and, who typed what, at its end."""
    typed = TYPED.search(below)
    return {key: list_of(meta.get(key)) for key in TOLD} | {"typed": [typed[1]] if typed else []}


def text_of_ours(below: str) -> str:
    """The page's text, of what stands below the front matter: without the heading, which is the title."""
    text = TYPED.sub("", below[HEADING.match(below).end() :])  # type: ignore[union-attr]
    return WAS_WIKI.sub(_wiki, text)


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
    """A page without a history, with the life that its front matter tells: begun by one, last changed by another."""
    if len(line.versions) != 1 or not said.get("changed"):
        return line
    only = line.last
    changed, created = _moment(said["changed"]) or only.commit.at, _moment(said["created"])
    last = _commit(only.commit, "".join(said["changed_by"][:1]), changed)
    first = _commit(last, "".join(said["created_by"][:1]), created or changed)
    told = Line()
    told.add(replace(only, commit=first, begins=True))
    told.add(replace(only, commit=last, follows=(0,)))
    return told


def authors_in(said: dict[str, list[str]], like: Commit) -> list[Commit]:
    """Everybody who wrote the page, each as if they had made this commit."""
    return [_commit(like, author, like.at) for author in said.get("authors", [])]


def typed_in(said: dict[str, list[str]]) -> list[tuple[int, int]]:
    """Who typed what along the text: (number of the author, from 0; UTF-16 units). Nothing where that is not told."""
    runs = [(int(number) - 1, int(units)) for units, number in SOME.findall(" ".join(said.get("typed", [])))]
    return runs if all(0 <= number < len(said["authors"]) for number, _ in runs) else []


def _commit(like: Commit, signed: str, at: datetime) -> Commit:
    """By somebody signed as in mail, or, where that is not told, by the same person."""
    if not signed:
        return replace(like, at=at)
    name, address = parseaddr(signed)
    return replace(like, name=name or address.partition("@")[0], email=address, at=at)


def _moment(said: list[str]) -> datetime | None:
    try:
        at = datetime.fromisoformat(said[0]) if said else None
    except ValueError:
        return None
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)
