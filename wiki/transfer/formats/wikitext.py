"""Wikitext as Markdown. Runs in a child.

What stands for itself in Markdown is turned; templates, whose meaning another page holds, stay as code and are counted.
"""

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import quote

import mwparserfromhell
from mwparserfromhell import nodes
from mwparserfromhell.wikicode import Wikicode

from wiki.transfer.formats.placing import name_of
from wiki.transfer.formats.wikitext_lines import MARK, NOTHING, blocks, table
from wiki.transfer.formats.writing import ENCODED, RAW, SPECIAL, TAG_LIKE, around, fenced, in_ticks

LEVELS = re.compile(r"__[A-Z]{3,30}__")
OTHER_WIKI = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?$|w$|wikipedia$|commons$|meta$", re.IGNORECASE)
SIZES = re.compile(
    r"\d+(?:x\d+)?px$|x\d+px$|thumb|frame|left|right|center|none|border|upright|alt=|link=|class=|baseline|middle|miniatuur|rechts|links",
    re.IGNORECASE,
)
SILENT = ("includeonly", "references", "templatestyles", "categorytree", "section", "indicator")
PLAIN = (
    "div",
    "span",
    "center",
    "font",
    "big",
    "noinclude",
    "onlyinclude",
    "p",
    "poem",
    "nobr",
    "abbr",
    "ref-text",
    "cite",
)
LOUD = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}


def pages(texts: list[str], title: str, names: dict[str, str], kinds: dict[str, list[str]]) -> dict[str, Any]:
    """Each text as Markdown with its tags; what was lost is that of the last.

    `names` are the titles that links to redirects mean, `kinds` the names of namespaces for "category" and "file".
    """
    told = []
    left: Counter[str] = Counter()
    for text in texts:
        left = Counter()
        writer = _Writer(
            title, names, {kind: {name.casefold() for name in words} for kind, words in kinds.items()}, left
        )
        told.append({"text": writer.whole(mwparserfromhell.parse(LEVELS.sub("", text))), "tags": writer.tags})
    return {"pages": told, "left": dict(+left)}


class _Writer:
    def __init__(self, title: str, names: dict[str, str], kinds: dict[str, set[str]], left: Counter[str]) -> None:
        self._title, self._names, self._kinds, self._left = title, names, kinds, left
        self._notes: dict[str, str] = {}
        self.tags: list[str] = []

    def whole(self, code: Wikicode) -> str:
        text = blocks(self._inline(code))
        notes = "\n".join(f"[^{name}]: {said or '…'}" for name, said in self._notes.items())
        return "\n\n".join(filter(None, (text, notes))) + "\n" if text or notes else ""

    def _inline(self, code: Wikicode | None) -> str:
        return "".join(self._node(node) for node in code.nodes) if code is not None else ""

    def _line(self, code: Wikicode | None) -> str:
        return " ".join(blocks(self._inline(code).strip()).split())

    def _node(self, node: Any) -> str:
        turns: tuple[tuple[type, Callable[[Any], str]], ...] = (
            (nodes.Text, lambda text: _escaped(str(text))),
            (nodes.Heading, lambda head: f"\n\n{'#' * head.level} {self._line(head.title)}\n\n"),
            (nodes.Tag, self._tag),
            (nodes.Wikilink, self._wikilink),
            (nodes.ExternalLink, self._external),
            (nodes.Template, self._template),
            (nodes.HTMLEntity, lambda sign: _sign(str(sign))),
            (nodes.Comment, lambda _: ""),
        )
        turn = next((turn for kind, turn in turns if isinstance(node, kind)), None)
        return turn(node) if turn else in_ticks(str(node))

    def _tag(self, tag: nodes.Tag) -> str:
        name = str(tag.tag).strip().lower()
        if tag.wiki_markup in ("*", "#", ":", ";"):
            return MARK + tag.wiki_markup
        if name in LOUD:
            return around(self._inline(tag.contents), LOUD[name], LOUD[name])
        special = getattr(self, f"_tag_{name}", None)
        if special:
            return str(special(tag))
        if name in RAW and name != "abbr":
            return around(self._inline(tag.contents), f"<{name}>", f"</{name}>")
        if name in SILENT:
            return ""
        if name not in PLAIN:
            self._left[f"<{name}>"] += 1
        return self._inline(tag.contents)

    def _tag_br(self, _tag: nodes.Tag) -> str:
        return "<br>"

    def _tag_hr(self, _tag: nodes.Tag) -> str:
        return "\n\n---\n\n"

    def _tag_nowiki(self, tag: nodes.Tag) -> str:
        return _escaped(str(tag.contents or ""))

    def _tag_pre(self, tag: nodes.Tag) -> str:
        return fenced(unescape(str(tag.contents or "")).removeprefix("<nowiki>").removesuffix("</nowiki>"), "")

    def _tag_syntaxhighlight(self, tag: nodes.Tag) -> str:
        language = _attribute(tag, "lang")
        code = str(tag.contents or "")
        return in_ticks(code) if tag.has("inline") else fenced(code, language)

    _tag_source = _tag_syntaxhighlight

    def _tag_code(self, tag: nodes.Tag) -> str:
        return in_ticks(unescape(str(tag.contents or "")).replace("<nowiki>", "").replace("</nowiki>", ""))

    _tag_tt = _tag_samp = _tag_code

    def _tag_math(self, tag: nodes.Tag) -> str:
        return f"${' '.join(str(tag.contents or '').split())}$"

    def _tag_blockquote(self, tag: nodes.Tag) -> str:
        lines = blocks(self._inline(tag.contents)).splitlines()
        return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

    def _tag_ref(self, tag: nodes.Tag) -> str:
        named = _attribute(tag, "name")
        name = re.sub(r"[^\w-]+", "-", named).strip("-") or str(len(self._notes) + 1)
        said = self._line(tag.contents) if tag.contents else ""
        self._notes[name] = said or self._notes.get(name, "")
        return f"[^{name}]"

    def _tag_gallery(self, tag: nodes.Tag) -> str:
        lines = [line.partition("|") for line in str(tag.contents or "").splitlines() if line.strip()]
        return "\n\n" + "\n".join(_picture(file.partition(":")[2] or file, words) for file, _, words in lines) + "\n\n"

    def _tag_table(self, tag: nodes.Tag) -> str:
        return table(tag, self._inline, self._left)

    def _wikilink(self, link: nodes.Wikilink) -> str:
        there = str(link.title).strip()
        prefix, colon, rest = there.partition(":")
        kind = prefix.strip().casefold() if colon else ""
        if kind in self._kinds["category"]:
            self.tags.append(" ".join(rest.replace("_", " ").split()).replace(" ", "-"))
            return NOTHING
        if kind in self._kinds["file"]:
            said = str(link.text or "").split("|")
            words = next((part for part in reversed(said) if part.strip() and not SIZES.match(part.strip())), "")
            return _picture(rest, mwparserfromhell.parse(words).strip_code())
        words = str(link.text.strip_code()).strip() if link.text is not None else ""
        if kind and OTHER_WIKI.match(kind):
            self._left["links to other wikis, kept as words"] += 1
            return _escaped(words or rest)
        return self._to_page(there, words)

    def _to_page(self, there: str, words: str) -> str:
        page, sign, heading = there.partition("#")
        if page.startswith("/"):
            page = f"{self._title}{page.rstrip('/')}"
        name = self._names.get(name_of(page), name_of(page)) if page.strip() else ""
        shown = (words or there.strip("/:").replace("_", " ")).replace("[", "(").replace("]", ")").replace("|", "/")
        target = re.sub(r"[\[\]|]", "", name) + (f"#{heading.replace('_', ' ')}" if sign else "")
        same = shown.casefold() == target.casefold()
        return f"[[{target}]]" if same else f"[[{target}|{' '.join(shown.split())}]]"

    def _external(self, link: nodes.ExternalLink) -> str:
        there = str(link.url)
        if not re.match(r"(?:https?://|mailto:|//)", there):
            return _escaped(str(link.title or there))
        words = self._line(link.title) if link.title is not None else ""
        return f"[{words}]({quote(there, safe=ENCODED)})" if words else f"<{there}>"

    def _template(self, template: nodes.Template) -> str:
        name = " ".join(str(template.name).split())
        upper = name.partition(":")[0]
        if upper in ("DEFAULTSORT", "DISPLAYTITLE", "SORTIERUNG", "STANDAARDSORTERING"):
            return ""
        if upper in ("PAGENAME", "FULLPAGENAME", "SUBPAGENAME"):
            return _escaped(self._title)
        if name == "!":
            return "|"
        self._left[f"template {name[:60]}, kept as code"] += 1
        text = str(template)
        return fenced(text, "wikitext") if "\n" in text else in_ticks(text)


def _escaped(text: str) -> str:
    return TAG_LIKE.sub(r"\\#", SPECIAL.sub(lambda found: f"\\{found[0]}", text))


def _sign(entity: str) -> str:
    """An entity as what it stands for, unless that would be read as more than itself."""
    sign = unescape(entity)
    return entity if _escaped(sign) != sign or sign in "<>&_=~" else sign


def _attribute(tag: nodes.Tag, name: str) -> str:
    return str(tag.get(name).value).strip().strip("\"'") if tag.has(name) else ""


def _picture(name: str, words: str) -> str:
    """Where pictures of a dump stand, should they have been put beside it."""
    file = name_of(name).replace(" ", "_")
    shown = " ".join(words.split()).replace("[", "(").replace("]", ")")
    return f"![{shown}](/File/{quote(file, safe=ENCODED)})"
