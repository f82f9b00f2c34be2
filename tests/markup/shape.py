"""The shape of HTML: what two renderers must agree on, whatever classes, ids and frames each of them adds."""

import re
from html.parser import HTMLParser

from wiki.markup.sanitise import sanitise

_KEPT = ("align", "alt", "checked", "href", "src", "start")
_ADDED = frozenset(("span", "label", "table-frame"))
_VOID = frozenset(("br", "hr", "img", "input"))
_BLOCKS = (
    "address|blockquote|br|dd|details|div|dl|dt|h[1-6]|hr|input|li|ol|p|pre|section|summary"
    "|table|tbody|td|th|thead|tr|ul"
)
_BESIDE_BLOCKS = re.compile(rf" ?(</?(?:{_BLOCKS})(?: [^<>]*)?>) ?")


class _Shape(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = "table-frame" if ("class", "table-frame") in attrs else tag
        if tag not in _VOID:
            self.open.append(kind)
        if kind not in _ADDED:
            kept = "".join(f" {name}={value}" for name, value in sorted(attrs, key=str) if name in _KEPT)
            self.parts.append(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() not in _ADDED:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        data = data.replace("<", "\u2039").replace(">", "\u203a")
        self.parts.append(data.replace(" ", "␠").replace("\n", "¶") if "pre" in self.open else data)


def shape_of(html: str) -> str:
    """Tags, the attributes that carry meaning, and words; blanks beside blocks do not count."""
    parser = _Shape()
    parser.feed(sanitise(html))
    parser.close()
    return _BESIDE_BLOCKS.sub(r"\1", re.sub(r"[ \t\n]+", " ", "".join(parser.parts))).strip()
