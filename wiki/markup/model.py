"""What the renderer is given and what it gives back: plain values, nothing of the database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Token = dict[str, Any]
"""A node of the parsed text, as mistune makes them: `type`, and `children` or `raw`, `attrs`, and the source `line`."""


def linking(token: Token, said: str) -> Token:
    """A token that leads somewhere; inside another link it stays what was said. (`_autolink` tells mistune so.)"""
    return token | {"said": said, "_autolink": said}


@dataclass(frozen=True)
class Target:
    """Where a link leads. `exists` is False for a wanted page: the address is where it can be made.

    `slot` is a member's colour, 0 to 7. A file that pages show has its `width` and `height` in pixels, and `widths` of
    smaller copies; any other is told `about`, as in "PDF, 2.1 MB". `page` is the number of one that is
    shown within another; its `url` then is where it could be made: it leaves no trace where it may not be shown.
    """

    url: str
    title: str
    exists: bool = True
    slot: int | None = None
    width: int | None = None
    height: int | None = None
    widths: Sequence[int] = ()
    about: str = ""
    page: int | None = None

    @property
    def is_file(self) -> bool:
        return self.width is not None or bool(self.about)


class Links(Protocol):
    """Answers what the text's names stand for. None: unknown."""

    def page(self, name: str, heading: str | None) -> Target | None:
        """`[[name]]` or `[[name#heading]]`; the renderer adds the heading to an address without one."""

    def embed(self, name: str) -> Target | None:
        """`![[name]]`: a page, or a file of this page."""

    def relative(self, href: str) -> Target | None:
        """A link to a file beside this page, such as `../tools/slack.md`, percent-encoded, without its fragment."""

    def member(self, handle: str) -> Target | None:
        """`@handle`."""

    def tag(self, name: str) -> Target | None:
        """`#name`."""


@dataclass(frozen=True)
class Words:
    """The few words the renderer adds itself, so that the caller may say them in the language of the page."""

    note: str = "Note"
    tip: str = "Tip"
    important: str = "Important"
    warning: str = "Warning"
    caution: str = "Caution"
    table: str = "Table"


@dataclass(frozen=True)
class Heading:
    """`anchor` is the element's id as it stands in the HTML, prefix included; `level` as people wrote it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class LinkSeen:
    """A link to another page: by its name, or (`kind` "relative") by the `href` of its file."""

    name: str
    heading: str | None
    href: str | None
    kind: Literal["page", "relative"]
    sentence: str = field(default="", compare=False)
    """What is said around the first such link."""


@dataclass(frozen=True)
class TaskSeen:
    """A task and the line of the text it stands on, counted from 0; whom it names, and the day by which it is due."""

    text: str
    done: bool
    line: int
    members: tuple[str, ...] = ()
    due: str | None = None


@dataclass(frozen=True)
class Seen:
    """The names a text mentions, each once, in order of appearance (`relative` holds images' addresses, too; `embeds`
    are among the `pages`), and its headings."""

    pages: tuple[str, ...]
    relative: tuple[str, ...]
    members: tuple[str, ...]
    tags: tuple[str, ...]
    outline: tuple[Heading, ...]
    embeds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """Safe HTML and what the text holds. `needs` names what the browser must load ("math", "mermaid"), and "embeds"
    where other pages are to be put in."""

    html: str
    outline: tuple[Heading, ...]
    links: tuple[LinkSeen, ...]
    mentions: tuple[str, ...]
    tags: tuple[str, ...]
    tasks: tuple[TaskSeen, ...]
    words: int
    needs: frozenset[str]
    summary: str
