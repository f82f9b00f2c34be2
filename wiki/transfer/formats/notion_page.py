"""Pages and databases of a Notion export, in both of its forms. Runs in a child."""

import csv
import re
from collections import Counter
from html import escape
from io import StringIO
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag

from wiki.transfer.formats.html import Made, fill
from wiki.transfer.formats.tidying import as_callout
from wiki.transfer.formats.writing import ENCODED

TITLE = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+)\n*")
PROPERTY = re.compile(r"(?P<name>[^:\n]{1,80}):[ \t]+(?P<value>[^\n]*)\n?")
ASIDE = re.compile(r"^<aside>\s*\n(?P<body>.*?)^</aside>[ \t]*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?P<before>\]\()(?P<there>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?P<after>\))")
TAGS = {"tags", "tag", "labels", "label", "keywords", "trefwoorden", "onderwerpen"}
MOST_CELLS = 100_000
FIELD = 1 << 20


def from_markdown(data: bytes, links: dict[str, str], stem: str, columns: list[str]) -> Made:
    """`columns` are those of the database that this page is a row of."""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    made = Made()
    if heading := TITLE.match(text):
        made.title, text = heading["title"].strip(), text[heading.end() :]
    text = _properties(text, set(columns), made)
    text = ASIDE.sub(lambda found: _callout(found["body"]), text)
    made.text = LINK.sub(lambda found: _rewritten(found, links), text)
    return made


def _properties(text: str, columns: set[str], made: Made) -> str:
    """The lines `Name: value` below the title: tags become tags, the rest stands above the text."""
    kept, pos = [], 0
    while (line := PROPERTY.match(text, pos)) and line["name"] in columns:
        pos = line.end()
        kept += _property(line["name"], line["value"].strip(), made)
    return "".join([*kept, "\n" if kept else "", text[pos:].lstrip("\n")])


def _property(name: str, value: str, made: Made) -> list[str]:
    if name.lower() in TAGS:
        made.meta["tags"] = [part.strip() for part in value.split(",") if part.strip()]
        return []
    return [f"- **{name}:** {value}\n"] if value else []


def _callout(body: str) -> str:
    lines = body.strip("\n").split("\n")
    return "\n".join(["> [!NOTE]", *(f"> {line}".rstrip() for line in lines)])


def _rewritten(found: re.Match[str], links: dict[str, str]) -> str:
    there = links.get(found["there"])
    return f"{found['before']}{quote(there, safe=ENCODED)}{found['after']}" if there else found[0]


def from_table(data: bytes, links: dict[str, str], stem: str) -> Made:
    """A database as a table. `links` has the pages of its rows by title."""
    csv.field_size_limit(FIELD)
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig", errors="replace"))))
    wide = max(map(len, rows), default=0)
    made = Made(title="")
    most = max(MOST_CELLS // max(wide, 1), 1)
    if len(rows) > most:
        made.left["rows of very long tables"] += len(rows) - most
    cells = [[_cell(cell) for cell in row] + [""] * (wide - len(row)) for row in rows[:most]]
    for drawn, row in zip(cells[1:], rows[1:], strict=False):
        if row and row[0] in links:
            drawn[0] = f"[{drawn[0].replace('[', '(').replace(']', ')')}]({quote(links[row[0]], safe=ENCODED)})"
    lines = [f"| {' | '.join(row)} |" for row in cells]
    made.text = "\n".join([*lines[:1], "|" + " --- |" * wide, *lines[1:]]) + "\n" if wide else ""
    made.left["databases, kept as tables"] += 1
    return made


def _cell(text: str) -> str:
    return escape(" ".join(text.split()), quote=False).replace("|", "\\|")


def from_html(data: bytes, links: dict[str, str], stem: str) -> Made:
    soup = BeautifulSoup(data, "html.parser")
    made = Made()
    heading = soup.find(class_="page-title")
    made.title = " ".join(heading.get_text(" ").split()) if heading else ""
    if icon := soup.select_one("header .page-header-icon .icon"):
        made.meta["icon"] = icon.get_text().strip()
    before = "".join(_html_properties(soup, made))
    body = soup.find(class_="page-body") or soup.body or soup
    _plain_blocks(body, made.left)
    fill(made, body, links, stem)
    made.text = f"{before}\n{made.text}" if before else made.text
    return made


def _html_properties(soup: BeautifulSoup, made: Made) -> list[str]:
    kept: list[str] = []
    for row in soup.select("table.properties tr"):
        name, value = row.find("th"), row.find("td")
        words = [tag.get_text(" ").strip() for tag in value.select(".selected-value")] if value else []
        told = ", ".join(words) or (" ".join(value.get_text(" ").split()) if value else "")
        kept += _property(" ".join(name.get_text(" ").split()) if name else "", told, made)
    return kept


def _plain_blocks(body: Tag, left: Counter[str]) -> None:
    for box in body.select("figure.callout"):
        as_callout(box, "NOTE")
    for item in body.select("ul.to-do-list > li"):
        _task(item)
    for items in body.select("ul.toggle"):
        _unwrapped(items)
    for link in body.select("a.bookmark"):
        title = link.find(class_="bookmark-title")
        link.string = (title.get_text(" ").strip() if title else "") or str(link.get("href") or "")
    for link in body.select("figure.image a:has(img)"):
        link.unwrap()
    for contents in body.select("nav.table_of_contents"):
        left["lists of contents and of pages below, which Kring shows itself"] += 1
        contents.decompose()
    left["columns, kept one below the other"] += len(body.select(".column-list"))


def _unwrapped(items: Tag) -> None:
    """What folds out is an item of a list there, and stands alone here."""
    for item in items.find_all("li", recursive=False):
        item.unwrap()
    items.unwrap()


def _task(item: Tag) -> None:
    drawn = item.find(class_="checkbox")
    box: Any = BeautifulSoup("", "html.parser").new_tag("input", type="checkbox")
    if drawn:
        if "checkbox-on" in (drawn.get("class") or []):
            box["checked"] = ""
        drawn.decompose()
    item.insert(0, box)
