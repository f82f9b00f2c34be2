"""A page of a Confluence space export, and the tree in its index. Runs in a child."""

import re
from datetime import datetime
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag

from wiki.transfer.formats.html import Made, fill, markdown_of
from wiki.transfer.formats.tidying import as_callout, tidy
from wiki.transfer.formats.writing import ENCODED

KINDS = {"warning": "CAUTION", "note": "WARNING", "tip": "TIP", "information": "NOTE"}
"""What Confluence calls its boxes is not what they look like: its "note" is yellow, its "warning" red."""
LOST = re.compile(r"^(?:jira-issues|jira-table|gallery|chart|drawio)")
ON = re.compile(r"\bon\s+(?P<date>\S.*?)\s*$")
POSTED = re.compile(r"Posted by\s+(?P<who>.+?)\s+at\s+(?P<when>.+?)\s*$", re.DOTALL)
MOMENTS = (
    "%b %d, %Y %H:%M",
    "%b %d, %Y",
    "%d %b %Y",
    "%d %b, %Y",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%d/%b/%y",
    "%d-%b-%Y",
)


def tree(data: bytes) -> list[tuple[str, str, str]]:
    """Every page that the index lists, in its order: its address, its title, and the address of the page above it."""
    soup = BeautifulSoup(data, "html.parser")
    found = []
    for item in soup.find_all("li"):
        link = next((tag for tag in item.find_all("a", href=True) if tag.find_parent("li") is item), None)
        above = item.find_parent("li")
        upper = above.find("a", href=True) if above else None
        if link and str(link["href"]).endswith(".html"):
            found.append((str(link["href"]), _words(link), str(upper["href"]) if upper else ""))
    return found


def crumbs(data: bytes) -> tuple[str, str]:
    """For a page that the index lacks: its title, and the address of the page above it."""
    soup = BeautifulSoup(data, "html.parser")
    links = [str(link["href"]) for link in soup.select("#breadcrumbs a[href]") if link["href"] != "index.html"]
    return _title(soup), links[-1] if links else ""


def page(data: bytes, links: dict[str, str], stem: str) -> Made:
    soup = BeautifulSoup(data, "html.parser")
    made = Made(title=_title(soup))
    made.by, made.at = _written(soup)
    if labels := list(
        dict.fromkeys(
            _words(label) for label in soup.select(".labels-content a, .label-list a, #labels-section a, .labels a")
        )
    ):
        made.meta["tags"] = labels
    comments = _comments(soup, made, links)
    attached = _attached(soup, links)
    content = soup.find(id="main-content") or soup.body or soup
    _plain_macros(content, made)
    fill(made, content, links, stem)
    made.text += _list_of(
        "Attachments", [f"[{name}]({there})" for name, there in attached if f"({there})" not in made.text]
    )
    made.text += comments
    return made


def _title(soup: BeautifulSoup) -> str:
    """The name of the space stands before it."""
    heading = soup.find(id="title-text")
    found = _words(heading) if heading else _words(soup.title) if soup.title else ""
    first = soup.select_one("#breadcrumbs .first a")
    space = _words(first) if first else ""
    return found.removeprefix(f"{space} : ") if space else found.partition(" : ")[2] or found


def _written(soup: BeautifulSoup) -> tuple[str, str]:
    about = soup.find(class_="page-metadata")
    if not about:
        return "", ""
    who = about.find(class_="editor") or about.find(class_="author")
    when = ON.search(_words(about))
    return (_words(who) if who else ""), _moment(when["date"] if when else "")


def _moment(words: str) -> str:
    """As ISO 8601; nothing for a date in a language or form we do not know."""
    for form in MOMENTS:
        try:
            return datetime.strptime(words, f"{form}").isoformat()  # noqa: DTZ007 - the export names no zone
        except ValueError:
            continue
    return ""


def _comments(soup: BeautifulSoup, made: Made, links: dict[str, str]) -> str:
    """The conversation below the page, as a section of it."""
    heading = soup.find(id="comments")
    section = heading.find_parent(class_="pageSection") if heading else None
    entries = []
    for cell in section.find_all("td") if section else ():
        if not cell.find("a", attrs={"name": re.compile("^comment-")}):
            continue
        sign = next((div for div in reversed(cell.find_all("div")) if "Posted by" in div.get_text()), None)
        told = POSTED.search(sign.get_text(" ")) if sign else None
        if sign:
            sign.decompose()
        _plain_macros(cell, made)
        cell.name = "div"
        tidy(cell, made.left)
        said = markdown_of(cell, made.left, links).strip().replace("\n", "\n> ")
        who = " ".join(told["who"].split()) if told else "Somebody"
        when = f", {' '.join(told['when'].split())}" if told else ""
        entries.append(f"**{who}**{when}\n\n> {said}\n")
    if section:
        section.decompose()
    if not entries:
        return ""
    made.left["comments, kept at the end of their pages"] += len(entries)
    return "\n## Comments\n\n" + "\n".join(entries)


def _attached(soup: BeautifulSoup, links: dict[str, str]) -> list[tuple[str, str]]:
    heading = soup.find(id="attachments")
    section = heading.find_parent(class_="pageSection") if heading else None
    found = section.find_all("a", href=True) if section else []
    told = [(_words(link), quote(links.get(str(link["href"]), ""), safe=ENCODED)) for link in found]
    if section:
        section.decompose()
    return [(name.replace("[", "(").replace("]", ")"), there) for name, there in told if there and name]


def _list_of(title: str, items: list[str]) -> str:
    return f"\n## {title}\n\n" + "".join(f"- {item}\n" for item in items) if items else ""


def _plain_macros(content: Tag, made: Made) -> None:
    for toc in content.find_all(class_=["toc-macro", "toc", "children-show-hide", "plugin_pagetree"]):
        made.left["lists of contents and of pages below, which Kring shows itself"] += 1
        toc.decompose()
    _boxes(content)
    for code in content.find_all("div", class_="code"):
        _code(code)
    for panel in content.find_all("div", class_="panel"):
        _titled(panel, "NOTE", "panelHeader")
    for expand in content.find_all(class_="expand-container"):
        _details(expand)
    for item in content.select("ul.inline-task-list > li"):
        _task(item)
    _words_of_macros(content, made)


def _boxes(content: Tag) -> None:
    for icon in content.find_all(class_="confluence-information-macro-icon"):
        icon.decompose()
    for box in content.find_all(class_="confluence-information-macro"):
        names = " ".join(box.get("class") or [])
        kind = next((ours for theirs, ours in KINDS.items() if f"macro-{theirs}" in names), "NOTE")
        _titled(box, kind, "title")


def _titled(box: Tag, kind: str, heading: str) -> None:
    """A callout with the words of its heading, which goes."""
    head = box.find(class_=heading, recursive=False)
    as_callout(box, kind, head.get_text(" ") if head else "")
    if head:
        head.decompose()


def _words_of_macros(content: Tag, made: Made) -> None:
    for image in content.find_all("img", class_="emoticon"):
        image.replace_with(str(image.get("data-emoji-fallback") or image.get("alt") or ""))
    for person in content.find_all("a", class_="confluence-userlink"):
        made.left["mentions of people, kept as names"] += 1
        person.unwrap()
    for label in content.find_all(class_=["status-macro", "aui-lozenge"]):
        label.name, label.attrs = "strong", {}
    for lost in content.find_all(class_=LOST):
        made.left[f"macro: {(lost.get('class') or [''])[0]}"] += 1


def _code(block: Tag) -> None:
    """Its title becomes a line above it."""
    pre, head = block.find("pre"), block.find(class_="codeHeader")
    if pre:
        block.replace_with(pre)
        if head and head.get_text().strip():
            pre.insert_before(head)
            head.name, head.attrs = "p", {}


def _details(expand: Tag) -> None:
    words = expand.find(class_="expand-control-text")
    title = words.get_text(" ") if words else "…"
    for control in expand.find_all(class_="expand-control"):
        control.decompose()
    summary = BeautifulSoup("", "html.parser").new_tag("summary")
    summary.string = title
    expand.name, expand.attrs = "details", {}
    expand.insert(0, summary)


def _task(item: Tag) -> None:
    box = BeautifulSoup("", "html.parser").new_tag("input", type="checkbox")
    if "checked" in (item.get("class") or []):
        box["checked"] = ""
    item.insert(0, box)


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""
