"""A page of HTML as Markdown with what it says of itself. Runs in a child: pages come from anywhere."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag

from wiki.transfer.formats.tidying import pictures, tidy
from wiki.transfer.formats.writing import Writer
from wiki.transfer.frontmatter import split_front_matter, words_of

AROUND = ("nav", "header", "footer", "aside")
TAIL = re.compile(r"(?:[ \t]*\\\n)+(?=\n|\Z)")
GAPS = re.compile(r"\n{3,}")
SAID = re.compile(r"\s*<!--\s*\n((?:[a-zA-Z]+:[^\n]*\n)+)-->")
"""What Wiki.js says of a page above it."""
KEYWORDS = re.compile(r"keywords|tags", re.IGNORECASE)


@dataclass
class Made:
    """What a file of another system became."""

    title: str = ""
    text: str = ""
    meta: dict[str, Any] = field(default_factory=dict)
    """For the front matter: tags, icon, …"""
    by: str = ""
    at: str = ""
    """Who wrote it last and when (ISO 8601), where that is known."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures that stood in the file itself, by name."""
    left: Counter[str] = field(default_factory=Counter)


class Complete(Writer):
    """Knows the elements that tidying makes, too."""

    def convert_note_call(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"[^{text.strip()}]"

    def convert_note_text(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = text.strip().splitlines() or [""]
        rest = "".join(f"\n    {line}".rstrip(" ") for line in lines[1:])
        return f"\n\n[^{el['number']}]: {lines[0]}{rest}\n\n"

    def convert_tex(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"${el.get_text().strip()}$"

    def convert_tex_block(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n$$\n{el.get_text().strip()}\n$$\n\n"


def page(data: bytes, links: dict[str, str], stem: str) -> Made:
    """A page of any site or program."""
    soup = BeautifulSoup(data, "html.parser")
    made = Made(title=_title(soup))
    if head := SAID.match(data.decode(errors="replace")):
        said, _ = split_front_matter(f"---\n{head[1]}---\n")
        made.title = words_of(said.pop("title", "")) or made.title
        made.meta = {key: value if isinstance(value, list | bool) else str(value) for key, value in said.items()}
    if keywords := soup.find("meta", attrs={"name": KEYWORDS}):
        made.meta["tags"] = [word.strip() for word in str(keywords.get("content") or "").split(",") if word.strip()]
    return fill(made, _content(soup), links, stem)


def fill(made: Made, content: Tag, links: dict[str, str], stem: str) -> Made:
    """With the text of `content`, the part of the page that people wrote."""
    tidy(content, made.left)
    made.files |= dict(pictures(content, stem, made.left))
    made.text = markdown_of(content, made.left, links)
    made.left = +made.left
    return made


def markdown_of(content: Tag, left: Counter[str], links: dict[str, str]) -> str:
    text = Complete(left, links).written(content)
    text = "\n".join(line if line.endswith("\\") else line.rstrip() for line in text.split("\n"))
    text = GAPS.sub("\n\n", TAIL.sub("", text)).strip("\n")
    return f"{text}\n" if text else ""


def _title(soup: BeautifulSoup) -> str:
    headings = soup.find_all("h1")
    found = headings[0] if len(headings) == 1 else soup.find("title") or (headings[0] if headings else None)
    return " ".join(found.get_text(" ").split()) if found else ""


def _content(soup: BeautifulSoup) -> Tag:
    """What the page is about, without what stands around it on every page of a site."""
    for title in soup.find_all("title"):
        title.decompose()
    mains = soup.find_all(["main"]) or soup.find_all("article")
    if len(mains) == 1:
        return mains[0]
    for tag in (soup.body or soup).find_all(AROUND, recursive=False):
        tag.decompose()
    return soup
