"""What pages are told of the files their text names: a size before the bytes come, and what an attachment is."""

import re
from collections.abc import Collection
from typing import Any

from babel.numbers import format_decimal
from sqlalchemy import func, select

from wiki.accounts.queries import the_team
from wiki.core.db import session
from wiki.files.keeping import MB
from wiki.files.models import File, FileUse
from wiki.files.naming import split_name
from wiki.markup.wikilinks import WIKILINK
from wiki.pages.models import Page, PageAlias
from wiki.pages.paths import parts_of, path_meant
from wiki.pages.resolving import names_too, resolves_too, target
from wiki.spaces.drafts import shows_in
from wiki.spaces.models import Space

OWN_ADDRESS = re.compile(r"/f/(\d{1,9})(?:/|$)")
LINKS = re.compile(r"(?:\]\(<?|\]:[ \t]+<?|(?:href|src)=\")([^\s<>)\"]+)")
KB = 1000


def ids_in(hrefs: Collection[str]) -> dict[str, int]:
    """The files that addresses name."""
    found = {href: OWN_ADDRESS.match(parts_of(href).path) for href in hrefs}
    return {href: int(match[1]) for href, match in found.items() if match}


@resolves_too
def targets_in(page: Page, hrefs: Collection[str]) -> dict[str, dict[str, Any]]:
    return {href: shown(file) for href, file in files_in(page, hrefs).items()}


def files_in(page: Page, hrefs: Collection[str]) -> dict[str, File]:
    """Files of pages in the same space, and of spaces that the whole team reads: nothing hidden shows through."""
    ids = ids_in(hrefs)
    paths = _paths(page, set(hrefs) - set(ids))
    if not ids and not paths:
        return {}
    statement = (
        select(File, Page.space_id)
        .join(Page, Page.id == File.page_id)
        .join(Space, Space.id == Page.space_id)
        .where(File.id.in_(ids.values()) | File.path.in_(paths.values()), Page.trashed_at.is_(None))
        .where((Page.space_id == page.space_id) | Space.team_role.is_not(None), shows_in(File.page_id, page.id))
        .order_by(File.page_id != page.id, File.id)
    )
    by_id: dict[int, File] = {}
    by_path: dict[str | None, File] = {}
    for file, space_id in session.execute(statement):
        by_id[file.id] = file
        if space_id == page.space_id and not file.is_trashed:
            by_path.setdefault(file.path, file)
    known = {href: by_id[id_] for href, id_ in ids.items() if id_ in by_id}
    return known | {href: by_path[path] for href, path in paths.items() if path in by_path}


@names_too
def targets_named(page: Page, names: Collection[str]) -> dict[str, dict[str, Any]]:
    return {name: shown(file) for name, file in files_named(page, names).items()}


def files_named(page: Page, names: Collection[str]) -> dict[str, File]:
    """This page's own files by their names, the newest first; folders before a name are another program's."""
    bare = {name: name.rpartition("/")[2].lower() for name in names}
    statement = select(File).where(
        File.page_id == page.id, func.lower(File.name).in_(bare.values()), File.trashed_at.is_(None)
    )
    by_name = {file.name.lower(): file for file in session.scalars(statement.order_by(File.id))}
    return {name: by_name[key] for name, key in bare.items() if key in by_name}


def _paths(page: Page, hrefs: Collection[str]) -> dict[str, str]:
    if not hrefs:
        return {}
    ours = session.scalars(select(PageAlias.path).where(PageAlias.page_id == page.id).order_by(PageAlias.id)).first()
    return {href: path for href in hrefs if (path := path_meant(href, ours))}


def shown(file: File) -> dict[str, Any]:
    """As the renderer takes it."""
    if file.is_trashed:
        return target(file.url, file.name) | {"exists": False}
    if file.is_picture:
        return target(file.url, file.name) | {"width": file.width, "height": file.height, "widths": file.widths}
    return target(file.url, file.name) | {"about": about(file)}


def about(file: File) -> str:
    """What it is and how large, as in "PDF, 2.1 MB", in the language of the team."""
    ending = split_name(file.name)[1].upper()
    return f"{ending}, {size_in_words(file.size)}" if ending else size_in_words(file.size)


def size_in_words(size: int, language: str = "") -> str:
    unit, name = (MB, "MB") if size >= MB else (KB, "kB")
    number = size / unit
    shape = "0.#" if number < 10 else "0"
    return f"{format_decimal(max(number, 0.1), shape, language or the_team().language)} {name}"


def keep_uses(page: Page, text: str) -> None:
    """Remember which files this page's text names."""
    linked = files_in(page, {link[1] for link in LINKS.finditer(text)})
    named = files_named(page, {link["wiki_name"] for link in re.finditer(WIKILINK, text) if link["wiki_embeds"]})
    wanted = {file.id for file in (*linked.values(), *named.values())}
    kept = {use.file_id: use for use in session.scalars(select(FileUse).where(FileUse.page_id == page.id))}
    for file_id in kept.keys() - wanted:
        session.delete(kept[file_id])
    session.add_all(FileUse(page_id=page.id, file_id=file_id) for file_id in sorted(wanted - kept.keys()))
