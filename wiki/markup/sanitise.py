"""The last word on all HTML that comes from people's text. Nothing is added after it."""

import nh3
from pygments.token import STANDARD_TYPES

from wiki.markup.headings import PREFIX

_TAGS = {
    *[
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
    ],
    *[
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
    ],
    *["table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var", "wbr"],
}
_DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "svg",
    "math",
    "template",
    "noscript",
    "iframe",
    "object",
    "textarea",
    "title",
}
_ATTRIBUTES = {
    "*": {"id", "data-line", "dir", "lang", "title"},
    "a": {"href", "rel"},
    "code": {"data-language"},
    "details": {"open"},
    "div": {"aria-label"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked", "disabled"},
    "ol": {"reversed", "start"},
    "pre": {"data-language"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_ALIGN = {"align": {"left", "center", "right"}}
_VALUES = {
    "div": {"role": {"region"}, "tabindex": {"0"}} | _ALIGN,
    "img": {"loading": {"lazy"}} | _ALIGN,
    "p": _ALIGN,
    "pre": {"tabindex": {"0"}},
    "td": _ALIGN,
    "th": {"scope": {"col", "row"}} | _ALIGN,
    "ul": {"role": {"list"}},
}
_CLASSES = {
    "a": {"external", "footnote-back", "mention", "tag", "wanted"},
    "div": {"block", "callout", "danger", "math", "note", "table-frame", "tip", "warning"},
    "li": {"task"},
    "p": {"callout-title"},
    "pre": {"code", "mermaid-source"},
    "section": {"footnotes"},
    "span": {"block", "done", "inline", "math", "wanted", *filter(None, STANDARD_TYPES.values())},
    "sup": {"footnote-ref"},
    "ul": {"tasks"},
}


def _own_place(url: str) -> str:
    """Addresses of places on the page, also in raw HTML, lead to the prefixed ids."""
    return f"#{PREFIX}{url[1:]}" if len(url) > 1 and url[0] == "#" and not url.startswith(f"#{PREFIX}") else url


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    # whatever people write, an input is a box; one attribute an element, as the order of several is not the same every time
    set_tag_attribute_values={"input": {"type": "checkbox"}, "img": {"loading": "lazy"}},
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    url_relative=_own_place,
    id_prefix=PREFIX,
    link_rel=None,
)


def sanitise(html: str) -> str:
    return _CLEANER.clean(html)
