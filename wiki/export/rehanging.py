"""Addresses in a page's HTML, made to lead to where things lie in the export."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

TAG = re.compile(r'<(a|img)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*/?>')
ATTRIBUTE = re.compile(r'\s+([a-zA-Z-]+)(?:="([^"]*)")?')
ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
LEFT_OUT = ("srcset", "sizes", "loading")

Lead = Callable[[str], str]


def rehung(html: str, lead: Lead) -> str:
    """`html` as the renderer gave it; `lead` says where an address leads in the export. Pictures from elsewhere become
    links: nothing is asked of anybody when the page is opened."""
    return TAG.sub(lambda tag: _turned(tag, lead), html)


def _turned(tag: re.Match[str], lead: Lead) -> str:
    given = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag[2])}
    where = "href" if tag[1] == "a" else "src"
    if where not in given:
        return tag[0]
    if tag[1] == "img" and ELSEWHERE.match(given["src"]):
        return f'<a class="external" href="{escape(given["src"])}">{escape(given.get("alt") or given["src"])}</a>'
    return f"<{tag[1]}{''.join(_attributes(given | {where: lead(given[where])}))}>"


def _attributes(given: dict[str, str]) -> Iterator[str]:
    yield from (f' {name}="{escape(value)}"' for name, value in given.items() if name not in LEFT_OUT)
