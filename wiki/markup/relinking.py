"""The text of a copy: its links lead to the copies of what they led to, and what was done is to be done again."""

import re
from collections.abc import Iterator, Mapping
from re import Match

from wiki.core.words import key_of
from wiki.markup.headings import anchor_of
from wiki.markup.wikilinks import WIKILINK

_CODE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t>]*(?P=fence)|\Z)|(?P<ticks>`+)[^`\n]+(?P=ticks)", re.M | re.S
)
_LINK = re.compile(WIKILINK)
_PLACE = re.compile(r"(\]\(<?|^ {0,3}\[[^\]\n]+\]:[ \t]+<?|(?:href|src)=\")([^\s<>)\"#]+)", re.M)
_DONE = re.compile(r"^([ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[)[xX](?=\][ \t]+\S)", re.M)
_MEANS_SOMETHING = re.compile(r"[\\`*_<$~&\[\]]")


def names_in(text: str) -> tuple[set[str], set[str]]:
    """What links of this text name: titles, and addresses without what follows a `#`."""
    plain = "\n".join(part for part, is_code in _parts(text) if not is_code)
    titles = {said["wiki_name"].strip() for said in _LINK.finditer(plain)}
    return titles - {""}, {said[2] for said in _PLACE.finditer(plain)}


def embedded_in(text: str) -> set[str]:
    """Titles of pages that are shown within this text."""
    plain = "\n".join(part for part, is_code in _parts(text) if not is_code)
    return {said["wiki_name"].strip() for said in _LINK.finditer(plain) if said["wiki_embeds"]} - {""}


def copied(text: str, titles: Mapping[str, str], places: Mapping[str, str], renamed: Mapping[str, str]) -> str:
    """`titles`, by title key, and `places`, by address, give where links lead from now on; `renamed`, by title key, is
    how a page that is shown within this one is called. Code stays as it is."""

    def lead(said: Match[str]) -> str:
        key = key_of(said["wiki_name"])
        if said["wiki_embeds"]:
            return said[0].replace(said["wiki_name"], renamed[key], 1) if key in renamed else said[0]
        return _by_address(said, titles[key]) if key in titles else said[0]

    def rewritten(part: str) -> str:
        part = _PLACE.sub(lambda said: said[1] + places.get(said[2], said[2]), part)
        return _DONE.sub(r"\1 ", _LINK.sub(lead, part))

    return "".join(part if is_code else rewritten(part) for part, is_code in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is code."""
    at = 0
    for code in _CODE.finditer(text):
        yield text[at : code.start()], False
        yield code[0], True
        at = code.end()
    yield text[at:], False


def _by_address(said: Match[str], url: str) -> str:
    name, heading = said["wiki_name"].strip(), (said["wiki_heading"] or "").strip().removesuffix("\\")
    words = (said["wiki_words"] or "").strip() or (f"{name} § {heading}" if heading else name)
    plain = _MEANS_SOMETHING.sub(r"\\\g<0>", words)
    return f"[{plain}]({url}#{anchor_of(heading)})" if heading else f"[{plain}]({url})"
