"""HTML before it is written as Markdown: what only a browser needs goes, what many programs draw in ways of their own
(notes, boxes, boxes to tick) becomes one way that `writing.py` knows, and pictures within the file become files."""

import base64
import binascii
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from bs4 import BeautifulSoup, Comment, Tag

GONE = ("script", "style", "link", "meta", "template", "noscript", "button", "select", "textarea", "svg", "base")
LOST = {
    "form": "forms", "canvas": "drawings of a script", "object": "embedded objects", "embed": "embedded objects",
    "applet": "embedded objects", "marquee": "moving text",
}  # fmt: skip
FRAMED = ("iframe", "video", "audio")
CALLOUTS = {
    "note": "NOTE", "info": "NOTE", "information": "NOTE", "important": "IMPORTANT", "tip": "TIP", "hint": "TIP",
    "success": "TIP", "warning": "WARNING", "attention": "WARNING", "caution": "CAUTION", "danger": "CAUTION",
    "error": "CAUTION",
}  # fmt: skip
BOXES = re.compile(r"(?:^|\s)(?:admonition|alert|callout|markdown-alert|notice|hint)(?:\s|$)")
NOTE_PLACE = re.compile(r"(?:_?ftn|fn|footnote|cite_note|endnote|note)[-:_]?[\w.-]*\d[\w.-]*", re.IGNORECASE)
COLOURED = re.compile(r"(?:^|[;\s])(?:background(?:-color)?|color)\s*:", re.IGNORECASE)
PICTURE = re.compile(r"data:image/(png|jpe?g|gif|webp|avif)((?:;[\w=-]+)*),", re.IGNORECASE)
ENDINGS = {"jpeg": "jpg"}
UNTICKED, TICKED = "☐", "☑☒"
MOST_PICTURES = 1_000


def tidy(soup: BeautifulSoup | Tag, left: Counter[str]) -> None:
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for formula in soup.find_all(["math", "span"], class_=["katex", "katex-display"]):
        _formula(formula)
    for tag in soup.find_all(GONE):
        tag.decompose()
    for tag in soup.find_all(list(LOST)):
        left[LOST[tag.name]] += 1
        tag.unwrap()
    for tag in soup.find_all(FRAMED):
        _framed(tag, left)
    if coloured := sum(1 for tag in soup.find_all(style=COLOURED)) + len(soup.find_all("font", color=True)):
        left["colours of text and cells"] += coloured
    for tag in soup.find_all(class_=BOXES):
        _callout(tag)
    for caption in soup.find_all("figcaption"):
        _caption(caption)
    for item in soup.find_all("li"):
        _tick(item)
    _notes(soup)


def pictures(soup: BeautifulSoup | Tag, stem: str, left: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """Takes the pictures that stand in the file itself out of it; each has a name and its bytes."""
    for number, image in enumerate(soup.find_all("img", src=PICTURE), start=1):
        source = str(image["src"])
        head = PICTURE.match(source)
        assert head
        try:
            given = unquote_to_bytes(source[head.end() :])
            data = base64.b64decode(given) if ";base64" in head[2].lower() else given
        except (binascii.Error, ValueError):
            data = b""
        if not data or number > MOST_PICTURES:
            left["pictures that could not be read"] += 1
            image.decompose()
            continue
        kind = head[1].lower()
        name = f"{stem}-{number}.{ENDINGS.get(kind, kind)}"
        image["src"] = name
        yield name, data


def as_callout(tag: Tag, kind: str, title: str = "") -> None:
    tag.name = "blockquote"
    tag["data-callout"] = kind
    if title := " ".join(title.split())[:200]:
        tag["data-title"] = title


def _formula(tag: Tag) -> None:
    tex = tag.find("annotation", encoding="application/x-tex")
    if tex:
        block = "katex-display" in (tag.get("class") or []) or bool(tag.find_parent(class_="katex-display"))
        code = BeautifulSoup("", "html.parser").new_tag("tex-block" if block else "tex")
        code.string = tex.get_text()
        tag.replace_with(code)


def _framed(tag: Tag, left: Counter[str]) -> None:
    """What plays in a frame, as a link to it."""
    source = tag.find("source")
    there = str(tag.get("src") or (source.get("src") if source else "") or "")
    left[f"{tag.name}, kept as a link"] += 1
    for inner in list(tag.children):
        inner.extract()
    tag.name = "a"
    tag.attrs = {"href": there}
    tag.string = there


def _callout(tag: Tag) -> None:
    words = {part for name in tag.get("class") or [] for part in name.lower().split("-")}
    kind = next((CALLOUTS[word] for word in sorted(words) if word in CALLOUTS), None)
    if tag.name not in ("div", "aside", "section", "blockquote", "p") or not kind:
        return
    head = tag.find(class_=re.compile(r"title|heading"))
    title = head.get_text(" ") if head else ""
    if head:
        head.decompose()
    as_callout(tag, kind, "" if title.strip().lower() in CALLOUTS else title)


def _tick(item: Tag) -> None:
    """A box to tick that stands deeper within its item, or is a sign that looks like one, comes to the front of it."""
    box = item.find("input", type="checkbox")
    words = next((text for text in item.find_all(string=True) if text.strip()), None)
    sign = words.strip()[:1] if words else ""
    if box and box.find_parent("li") is item:
        item.insert(0, box.extract())
    elif words is not None and sign in UNTICKED + TICKED and words.find_parent("li") is item:
        drawn = {"type": "checkbox", **({"checked": ""} if sign in TICKED else {})}
        item.insert(0, BeautifulSoup("", "html.parser").new_tag("input", attrs=drawn))
        words.replace_with(words.strip()[1:].lstrip())
        return
    for text in list(item.find_all(string=True)) if box else ():
        text.replace_with(text.lstrip())
        if text.strip():
            break


def _caption(caption: Tag) -> None:
    """Many programs repeat the words that stand for the picture below it."""
    image = caption.parent.find("img") if caption.parent else None
    if image and " ".join(caption.get_text(" ").split()) == " ".join(str(image.get("alt") or "").split()):
        caption.decompose()


def _notes(soup: BeautifulSoup | Tag) -> None:
    """References to notes at the end, and the notes, in Markdown's way."""
    called: dict[str, str] = {}
    places = {str(tag["id"]): tag for tag in soup.find_all(["li", "p", "div", "aside", "dd"], id=NOTE_PLACE)}
    for link in soup.find_all("a", href=re.compile("^#")):
        place = str(link["href"])[1:]
        if place in places and not link.find_parent(id=place):
            number = called.setdefault(place, str(len(called) + 1))
            sup = link.find_parent("sup")
            call = BeautifulSoup("", "html.parser").new_tag("note-call")
            call.string = number
            (sup or link).replace_with(call)
    for place, number in called.items():
        note = places[place]
        if (section := note.find_parent("section")) and (line := section.find("hr")):
            line.decompose()
        for back in note.find_all("a", href=re.compile("^#")):
            back.decompose()
        note.name = "note-text"
        note.attrs = {"number": number}
