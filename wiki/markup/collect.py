"""What a parsed text holds: links, members, tags, tasks, and what the browser needs to show it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wiki.markup.assigning import due_in, members_in
from wiki.markup.code import language_of
from wiki.markup.inline import is_relative
from wiki.markup.model import LinkSeen, TaskSeen, Token
from wiki.markup.sentences import Passage
from wiki.markup.text import one_line

_BLOCKS = frozenset(("paragraph", "block_text", "heading", "table_cell", "term"))


@dataclass
class Found:
    """Everything once, in order of appearance: dictionaries serve as ordered sets."""

    embeds: dict[str, None] = field(default_factory=dict)
    links: dict[LinkSeen, None] = field(default_factory=dict)
    relative: dict[str, None] = field(default_factory=dict)
    members: dict[str, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    tasks: list[TaskSeen] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)
    passage: Passage = field(default_factory=lambda: Passage(()))
    """The words of the block that is looked at."""

    def link(self, seen: LinkSeen) -> None:
        self.links.setdefault(seen)


def collect(tokens: Iterable[Token]) -> Found:
    found = Found()
    _collect(tokens, found)
    return found


def _collect(tokens: Iterable[Token], found: Found) -> None:
    for token in tokens:
        if token["type"] in _BLOCKS:
            found.passage = Passage(token.get("children", ()))
        if see := _SEEN.get(token["type"]):
            see(token, found)
        _collect(token.get("children", ()), found)


def _see_wikilink(token: Token, found: Found) -> None:
    if name := token["attrs"]["name"]:
        found.link(LinkSeen(name, token["attrs"]["heading"], None, "page", found.passage.around(token)))
        if token["attrs"]["embeds"]:
            found.embeds[name] = None
            found.needs.add("embeds")


def _see_link(token: Token, found: Found) -> None:
    url = token["attrs"]["url"]
    if is_relative(url):
        path, _, fragment = url.partition("#")
        found.relative[path] = None
        found.link(LinkSeen(path, fragment or None, path, "relative", found.passage.around(token)))


def _see_image(token: Token, found: Found) -> None:
    if is_relative(url := token["attrs"]["url"]):
        found.relative[url] = None


def _see_task(token: Token, found: Found) -> None:
    words = one_line(token["children"][:1])
    members = tuple(dict.fromkeys(members_in(token["children"][:1])))
    found.tasks.append(TaskSeen(words, token["attrs"]["done"], token["line"], members, due_in(words)))


def _see_code(token: Token, found: Found) -> None:
    if language_of(token).lower() == "mermaid":
        found.needs.add("mermaid")


_SEEN = {
    "block_code": _see_code,
    "display_math": lambda token, found: found.needs.add("math"),
    "image": _see_image,
    "inline_math": lambda token, found: found.needs.add("math"),
    "link": _see_link,
    "math": lambda token, found: found.needs.add("math"),
    "mention": lambda token, found: found.members.setdefault(token["raw"]),
    "tag": lambda token, found: found.tags.setdefault(token["raw"]),
    "task": _see_task,
    "wikilink": _see_wikilink,
}
