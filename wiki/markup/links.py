"""Links to pages, members and tags, and who knows where they lead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from wiki.markup.drawing import Drawing, attributes
from wiki.markup.files import draw_file
from wiki.markup.headings import PREFIX, anchor_of
from wiki.markup.inline import is_relative
from wiki.markup.model import Target, Token


@dataclass(frozen=True)
class KnownLinks:
    """Links looked up beforehand, by name."""

    pages: Mapping[str, Target] = field(default_factory=dict)
    files: Mapping[str, Target] = field(default_factory=dict)
    members: Mapping[str, Target] = field(default_factory=dict)
    tags: Mapping[str, Target] = field(default_factory=dict)
    embeds: Mapping[str, Target] = field(default_factory=dict)

    def page(self, name: str, heading: str | None) -> Target | None:
        return self.pages.get(name)

    def embed(self, name: str) -> Target | None:
        return self.embeds.get(name)

    def relative(self, href: str) -> Target | None:
        return self.files.get(href)

    def member(self, handle: str) -> Target | None:
        return self.members.get(handle)

    def tag(self, name: str) -> Target | None:
        return self.tags.get(name)


def draw_wikilink(drawing: Drawing, token: Token) -> str:
    name, heading = token["attrs"]["name"], token["attrs"]["heading"]
    place = f"#{anchor_of(heading)}" if heading else ""
    words = drawing.children(token)
    if not name:
        return f'<a href="{escape(place)}">{words}</a>'
    target = drawing.links.page(name, heading)
    if target is None:
        return f'<span class="wanted">{words}</span>'
    return to_page(target, place, words, None)


def draw_link(drawing: Drawing, token: Token) -> str:
    url, title = token["attrs"]["url"], token["attrs"].get("title")
    words = drawing.children(token)
    if url.startswith("#"):
        return f"<a{attributes(href=place_of(url[1:]), title=title)}>{words}</a>"
    if is_relative(url):
        path, sign, fragment = url.partition("#")
        target = drawing.links.relative(path)
        if target and target.is_file:
            return draw_file(target, words, title)
        if target:
            return to_page(target, place_of(fragment) if sign else "", words, title)
        return f"<a{attributes(href=url, title=title)}>{words}</a>"
    outside = ' class="external" rel="noopener nofollow ugc"' if url.startswith(("http://", "https://", "//")) else ""
    return f"<a{attributes(href=url, title=title)}{outside}>{words}</a>"


def to_page(target: Target, place: str, words: str, title: str | None) -> str:
    url = target.url if "#" in target.url else target.url + place
    wanted = "" if target.exists else ' class="wanted"'
    return f"<a{attributes(href=url, title=title)}{wanted}>{words}</a>"


def place_of(fragment: str) -> str:
    """The address of a place on a page: every id in people's text carries the prefix."""
    return f"#{fragment}" if not fragment or fragment.startswith(PREFIX) else f"#{PREFIX}{fragment}"


def draw_mention(drawing: Drawing, token: Token) -> str:
    return _named(drawing.links.member(token["raw"]), "mention", f"@{token['raw']}")


def draw_tag(drawing: Drawing, token: Token) -> str:
    return _named(drawing.links.tag(token["raw"]), "tag", f"#{token['raw']}")


def _named(target: Target | None, kind: str, words: str) -> str:
    if target is None:
        return escape(words)
    colour = "" if target.slot is None else f" p{target.slot}"
    return f'<a class="{kind}{colour}"{attributes(href=target.url, title=target.title)}>{escape(words)}</a>'
