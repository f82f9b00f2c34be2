"""A Word document as Markdown. Runs in a child."""

import re
from collections import Counter
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import mammoth
from bs4 import BeautifulSoup, Tag

from wiki.transfer.formats.html import Made, fill

LARGEST_PART = 64 * 1024**2
PARTS = re.compile(r"\[Content_Types\]\.xml|_rels/|word/|docProps/|customXml/")
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
CHANGED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\b")
IN_WORDS = re.compile(rb"<w:t[ >]")
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh > em
p[style-name='Quote'] => blockquote:fresh > p:fresh
p[style-name='Intense Quote'] => blockquote:fresh > p:fresh
p[style-name='Block Text'] => blockquote:fresh > p:fresh
p[style-name='Source Code'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Code'] => pre:separator('\\n')
r[style-name='Verbatim Char'] => code
r[style-name='HTML Code'] => code
highlight => mark
u => u
comment-reference => sup
"""
EMPTY = "The document holds XML that no word processor writes."


def document(data: bytes, links: dict[str, str], stem: str) -> Made:
    """Raises ValueError for what is no document, or one that no word processor made."""
    parts = _parts(data)
    converted = mammoth.convert_to_html(BytesIO(data), style_map=STYLES)
    soup = BeautifulSoup(converted.value, "html.parser")
    made = Made(title=_title(soup))
    comments = _comments(soup)
    _lone_paragraphs(soup)
    made.left.update(_told(parts, converted.messages))
    if comments:
        made.left["comments in the margin, kept at the end"] += len(comments.find_all("li"))
        soup.append(comments)
    return fill(made, soup, links, stem)


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts made of XML. They are looked at before any is parsed: none may declare entities."""
    if not is_zipfile(BytesIO(data)):
        raise ValueError("not a zip")
    with ZipFile(BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))]
        if sum(entry.file_size for entry in archive.infolist()) > 4 * LARGEST_PART:
            raise ValueError("too large unpacked")
        if any(entry.file_size > LARGEST_PART for entry in entries):
            raise ValueError("a part is too large")
        parts = {entry.filename: archive.read(entry) for entry in entries}
    if any(DECLARED.search(part) for part in parts.values()):
        raise ValueError(EMPTY)
    return parts


def _title(soup: BeautifulSoup) -> str:
    """The first heading, when nothing comes before it."""
    first = next((tag for tag in soup.children if isinstance(tag, Tag)), None)
    if first is None or first.name != "h1":
        return ""
    title = " ".join(first.get_text(" ").split())
    first.decompose()
    return title


def _comments(soup: BeautifulSoup) -> Tag | None:
    """The comments as a list below a heading, each with the number that stands at its place."""
    terms = soup.find_all("dt", id=re.compile("^comment-"))
    if not terms:
        return None
    below = soup.new_tag("section")
    heading = soup.new_tag("h2")
    heading.string = "Comments"
    entries = soup.new_tag("ul")
    below.extend([heading, entries])
    for term in terms:
        said = term.find_next_sibling("dd")
        item = soup.new_tag("li")
        item.string = f"{term.get_text(' ').removeprefix('Comment ')}: "
        if said:
            for back in said.find_all("a", href=re.compile("^#comment-ref")):
                back.decompose()
            item.append(said.get_text(" ").strip())
        entries.append(item)
    holder = terms[0].find_parent("dl")
    if holder:
        holder.decompose()
    for mark in soup.find_all("a", href=re.compile("^#comment-")):
        mark.unwrap()
    return below


def _lone_paragraphs(soup: BeautifulSoup) -> None:
    """Empty marks for places within the document go."""
    for anchor in soup.find_all("a", id=True):
        if not anchor.get("href"):
            anchor.unwrap()


def _told(parts: dict[str, bytes], messages: list[Any]) -> dict[str, int]:
    told = {}
    if changes := len(CHANGED.findall(parts.get("word/document.xml", b""))):
        told["tracked changes, taken as accepted"] = changes
    frames = [name for name in parts if re.match(r"word/(?:header|footer)\d*\.xml$", name)]
    if heads := sum(1 for name in frames if IN_WORDS.search(parts[name])):
        told["headers and footers of pages"] = heads
    return told | Counter(_complaint(str(message.message)) for message in messages)


def _complaint(words: str) -> str:
    """What the reader of Word files complains of, in ours."""
    if "style" in words:
        return "styles of Word's own, which look like plain text"
    if "oMath" in words:
        return "formulas of Word"
    return f"Word: {words[:100]}"
