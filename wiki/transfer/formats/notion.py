"""A Notion export, of Markdown and CSV or of HTML: names without their numbers, and databases with their rows."""

import csv
import re
from io import StringIO
from posixpath import basename, dirname
from typing import Any

from wiki.transfer.formats.making import Making, Plan, Yard
from wiki.transfer.formats.placing import Places, part_of

NUMBER = re.compile(r"[ _-]?(?P<id>[0-9a-f]{32})(?=_all\.csv$|\.\w+$|$)")
PAGE = re.compile(r"[ _-]?[0-9a-f]{32}\.(?:md|html)$")
ADDRESSED = re.compile(r"([0-9a-f]{32})(?:_all)?(?:\.\w{1,5})?(?:\?.*)?$")
OURS = re.compile(r"https?://(?:[\w.-]+\.)?notion\.(?:so|site)/")
LONGEST_END = 400
TABLE = re.compile(r"(?:_all)?\.csv$")
ENOUGH = 0.5
"""The part of the pages that must be called as Notion does."""


def plan(yard: Yard) -> Plan | None:
    pages = [path for path in yard.paths if path.endswith((".md", ".html")) and basename(path) != "index.html"]
    ours = [path for path in pages if PAGE.search(path)]
    if not ours or len(ours) < ENOUGH * len(pages):
        return None
    tables = _tables(yard.paths)
    columns = {bare: _columns(yard, path) for bare, path in tables.items()}
    targets = _targets([*pages, *(path for bare, path in tables.items() if not _has_page(bare, pages))])
    makings = [_making(path, targets, tables, columns) for path in sorted(targets)]
    rest = [path for path in yard.paths if path not in targets and not path.endswith((".csv", "index.html"))]
    ids = {found["id"]: path for path in targets if (found := NUMBER.search(path))}
    return Plan(makings, files=_files(rest), meant=lambda address, _: _by_id(address, ids))


def _tables(paths: list[str]) -> dict[str, str]:
    """The databases by their paths without ending; of two files of one, that with all columns and rows."""
    found: dict[str, str] = {}
    for path in sorted(path for path in paths if path.endswith(".csv")):
        bare = TABLE.sub("", path)
        if bare not in found or path.endswith("_all.csv"):
            found[bare] = path
    return found


def _has_page(bare: str, pages: list[str]) -> bool:
    return f"{bare}.html" in pages or f"{bare}.md" in pages


def _columns(yard: Yard, path: str) -> list[str]:
    head = yard.begins(path).decode("utf-8-sig", errors="replace")
    return next(csv.reader(StringIO(head.replace("\0", ""))), [])


def clean(path: str) -> str:
    """Every part of a path without its number."""
    return "/".join(NUMBER.sub("", part) for part in path.split("/"))


def _targets(sources: list[str]) -> dict[str, str]:
    """The path that each page gets, below that of the page above it."""
    places = Places()
    given: dict[str, str] = {}
    for source in sorted(sources, key=lambda path: (path.count("/"), path)):
        bare = _bare(source)
        name = NUMBER.sub("", basename(TABLE.sub(".x", source))).rpartition(".")[0] or "Page"
        given[source] = places.give(name, _above(dirname(bare), given))
    return given


def _bare(path: str) -> str:
    return TABLE.sub("", path) if path.endswith(".csv") else path.rpartition(".")[0]


def _above(folder: str, given: dict[str, str]) -> str:
    """The new path of the page that a folder belongs to; newer exports leave the number out of its name."""
    if not folder:
        return ""
    for ending in (".md", ".html", "_all.csv", ".csv"):
        if folder + ending in given:
            return given[folder + ending]
    alike = [path for path in given if dirname(path) == dirname(folder) and clean(_bare(path)) == clean(folder)]
    above = _above(dirname(folder), given)
    return (
        given[alike[0]]
        if alike
        else (f"{above.removesuffix('.md')}/" if above else "")
        + part_of(clean(basename(folder)), at_top=not above)
        + ".md"
    )


def _making(source: str, targets: dict[str, str], tables: dict[str, str], columns: dict[str, list[str]]) -> Making:
    title = NUMBER.sub("", basename(TABLE.sub(".x", source))).rpartition(".")[0]
    target = targets[source]
    if source.endswith(".csv"):
        below = target.removesuffix(".md") + "/"
        rows = {
            basename(there).removesuffix(".md"): f"/{there}"
            for there in targets.values()
            if dirname(there) + "/" == below
        }
        return Making(source, target, "notion_table", title, links=rows)
    if source.endswith(".html"):
        return Making(source, target, "notion_html")
    asked: dict[str, Any] = {"columns": _columns_of(dirname(source), columns)}
    return Making(source, target, "notion_markdown", asked=asked)


def _columns_of(folder: str, columns: dict[str, list[str]]) -> list[str]:
    """Of the database whose rows stand in the folder."""
    return next((names for bare, names in columns.items() if clean(bare) == clean(folder)), [])


def _files(paths: list[str]) -> dict[str, str]:
    files: dict[str, str] = {}
    for path in sorted(paths):
        there = clean(path)
        files[path if there in files else there] = path
    return files


def _by_id(address: str, ids: dict[str, str]) -> str | None:
    found = ADDRESSED.search(address[-LONGEST_END:].partition("#")[0])
    is_ours = found and (":" not in address or OURS.match(address))
    return ids.get(found[1]) if found and is_ours else None
