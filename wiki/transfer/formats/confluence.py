"""A Confluence space export in HTML: which of its files are pages, and where in the tree they stand."""

import re
from posixpath import basename, dirname, join
from urllib.parse import parse_qs, urlsplit

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.errors import Invalid
from wiki.transfer.formats.making import Making, Plan, Yard
from wiki.transfer.formats.placing import Places, part_of

MARKS = (b"confluence", b"Confluence")
ATTACHED = re.compile(rb'<a href="(attachments/[^"<>]{1,400})">([^<]{1,300})</a>')
LISTED = re.compile(r"(?:^|/)index\.html$")
CPU_S = 20.0
MOST_DEEP = 100


def plan(yard: Yard) -> Plan | None:
    """Nothing for what is no such export. Raises Invalid for one that cannot be read."""
    index = min((path for path in yard.paths if LISTED.search(path)), key=len, default=None)
    if index is None or not _is_export(yard, index):
        return None
    root = dirname(index)
    pages = [path for path in yard.paths if path.endswith(".html") and dirname(path) == root and path != index]
    places = _placed(yard, index, pages)
    makings = [
        Making(path, target, "confluence", title, order) for order, (path, (title, target)) in enumerate(places.items())
    ]
    files = _files(yard, root, pages)
    numbers = {number[0]: path for path in pages if (number := re.search(r"\d+(?=\.html$)", path))}
    return Plan(makings, files=files, meant=lambda address, _: _by_number(address, numbers))


def _is_export(yard: Yard, index: str) -> bool:
    begin = yard.begins(index)
    beside = [
        path for path in yard.paths if dirname(path) == dirname(index) and path.endswith(".html") and path != index
    ]
    return any(mark in begin for mark in MARKS) or any(
        b'id="title-heading"' in yard.begins(path) for path in beside[:1]
    )


def _placed(yard: Yard, index: str, pages: list[str]) -> dict[str, tuple[str, str]]:
    """Title and path for each page, in the order of the index; those it lacks stand where they say themselves."""
    root = dirname(index)
    workers = ChildPool("wiki.transfer.formats.worker", size=1, memory_mb=768)
    try:
        listed = workers.call("confluence_tree", cpu_seconds=CPU_S, data=yard.read(index) or b"")
        told = {join(root, path): (title, join(root, above) if above else "") for path, title, above in listed}
        for path in pages:
            if path not in told:
                title, above = workers.call("confluence_crumbs", cpu_seconds=CPU_S, data=yard.read(path) or b"")
                told[path] = title, join(root, above) if above else ""
    except (ChildDied, ChildError) as error:
        raise Invalid("source", "The index of the Confluence export cannot be read.") from error
    finally:
        workers.close()
    return _paths({path: told[path] for path in told if path in set(pages)})


def _paths(told: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    places = Places()
    given: dict[str, str] = {}

    def place(path: str, below: tuple[str, ...] = ()) -> str:
        title, above = told[path]
        if path not in given:
            goes_on = above in told and above not in (path, *below) and len(below) < MOST_DEEP
            upper = place(above, (*below, path)) if goes_on else ""
            given[path] = given.get(path) or places.give(title or basename(path), upper)
        return given[path]

    return {path: (told[path][0], place(path)) for path in told}


def _files(yard: Yard, root: str, pages: list[str]) -> dict[str, str]:
    """Attachments under the names that people gave them."""
    below = join(root, "attachments/")
    named: dict[str, str] = {}
    for page in pages:
        for found in ATTACHED.finditer(yard.read(page) or b""):
            named.setdefault(join(root, found[1].decode(errors="replace")), found[2].decode(errors="replace"))
    files: dict[str, str] = {}
    for path in sorted(path for path in yard.paths if path.startswith(below)):
        folder, name = dirname(path), part_of(named.get(path) or basename(path))
        there = join(folder, name)
        files[there if there not in files else path] = path
    return files


def _by_number(address: str, numbers: dict[str, str]) -> str | None:
    """Links that name the server, by the number of a page, lead to its file."""
    asked = urlsplit(address)
    number = parse_qs(asked.query).get("pageId", [""])[0] or "".join(re.findall(r"/pages/(\d+)", asked.path)[:1])
    return numbers.get(number)
