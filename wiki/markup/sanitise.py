"""The last word on all HTML that comes from people's text. Nothing is added after it."""

import re
from typing import Any

import nh3
from pygments.token import STANDARD_TYPES

from wiki.markup.files import SIZES
from wiki.markup.headings import PREFIX


def _names(text: str) -> set[str]:
    return set(text.split())


_TAGS = _names(
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr"
    " i img input ins kbd label li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup"
    " table tbody td tfoot th thead time tr u ul var wbr"
)
_GONE_WITH_CONTENT = _names("iframe math noscript object script style svg template textarea title")
_ATTRIBUTES = {
    "*": _names("data-line dir id lang title"),
    "a": _names("href rel"),
    "details": {"open"},
    "div": {"aria-label"},
    "img": _names("alt height src width"),
    "input": _names("checked disabled"),
    "ol": _names("reversed start"),
    "p": _names("data-embed data-section"),
    "pre": {"data-language"},
    "td": _names("colspan rowspan"),
    "th": _names("colspan rowspan"),
    "time": {"datetime"},
}
_ALIGN = {"align": _names("left center right")}
_VALUES = {
    "div": {"role": {"region"}, "tabindex": {"0"}, **_ALIGN},
    "img": _ALIGN,
    "p": _ALIGN,
    "pre": {"tabindex": {"0"}},
    "td": _ALIGN,
    "th": {"scope": _names("col row"), **_ALIGN},
    "ul": {"role": {"list"}},
}
_CLASSES = {
    "a": _names("external file footnote-back mention tag wanted p0 p1 p2 p3 p4 p5 p6 p7"),
    "div": _names("block callout danger math note table-frame tip warning"),
    "li": {"task"},
    "p": _names("callout-title embed"),
    "pre": _names("code mermaid-source"),
    "section": {"footnotes"},
    "span": _names("block done inline math wanted") | set(STANDARD_TYPES.values()) - {""},
    "sup": {"footnote-ref"},
    "time": {"due"},
    "ul": {"tasks"},
}
# One attribute an element: several would be set in another order every time.
_SET = {"img": {"loading": "lazy"}, "input": {"type": "checkbox"}}


def _own_place(url: str) -> str:
    """Links to places on the page, also those in raw HTML, lead to the prefixed ids."""
    if url.startswith("#") and len(url) > 1 and not url.startswith(f"#{PREFIX}"):
        return f"#{PREFIX}{url[1:]}"
    return url


_OWN_COPIES = re.compile(r"(?:/f/\d{1,9}/[^\s,/?]+(?:\?w=\d{1,4})? \d{1,5}w(?:, |$))+")
_COMMON: dict[str, Any] = {
    "tags": _TAGS,
    "clean_content_tags": _GONE_WITH_CONTENT,
    "set_tag_attribute_values": _SET,
    "allowed_classes": _CLASSES,
    "url_schemes": {"http", "https", "mailto"},
    "url_relative": _own_place,
    "id_prefix": PREFIX,
    "link_rel": None,
}


def _own_copies(_element: str, attribute: str, value: str) -> str | None:
    """The cleaner does not look into lists of addresses: only such as we write ourselves may stay."""
    return value if attribute != "srcset" or _OWN_COPIES.fullmatch(value) else None


_CLEANER = nh3.Cleaner(attributes=_ATTRIBUTES, tag_attribute_values=_VALUES, **_COMMON)
_WITH_COPIES = nh3.Cleaner(
    attributes=_ATTRIBUTES | {"img": _ATTRIBUTES["img"] | {"srcset"}},
    tag_attribute_values=_VALUES | {"img": _ALIGN | {"sizes": {SIZES}}},
    attribute_filter=_own_copies,
    **_COMMON,
)


def sanitise(html: str) -> str:
    """Asking about every attribute takes twice as long, so only where it has to be."""
    return (_WITH_COPIES if "srcset" in html else _CLEANER).clean(html)
