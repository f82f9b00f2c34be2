"""What the names in a page's text point at, looked up for all of them in a few queries."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from wiki.accounts.groups import Group
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.words import key_of
from wiki.markup.headings import anchor_of
from wiki.markup.links import place_of
from wiki.markup.wikilinks import WIKILINK
from wiki.pages.meaning import meanings, reaches
from wiki.pages.models import Page, PageAlias
from wiki.pages.paths import OWN_ADDRESS, parts_of, path_meant, spellings
from wiki.spaces.models import Space

Target = dict[str, Any]
Resolver = Callable[[Page, Collection[str]], dict[str, Target]]
_also: list[Resolver] = []
_by_name: list[Resolver] = []


@dataclass
class Found:
    """What the renderer needs, and which page each name meant."""

    targets: dict[str, dict[str, Target]] = field(
        default_factory=lambda: {"page": {}, "relative": {}, "member": {}, "tag": {}, "embed": {}}
    )
    pages: dict[tuple[str, str], int | None] = field(default_factory=dict)

    def add(self, kind: str, name: str, page: Page | None) -> None:
        self.pages[kind, name] = page.id if page else None
        if page:
            self.targets[kind][name] = target(page.url, page.title)

    def is_file(self, name: str) -> bool:
        """Whether `![[name]]` shows a file."""
        shown = self.targets["embed"].get(name, {})
        return "width" in shown or "about" in shown


def target(url: str, title: str) -> Target:
    return {"url": url, "title": title, "exists": True}


def wanted(space: Space, name: str) -> Target:
    """Linked, not written: the link leads to where it can be."""
    return target(f"{space.url}/new?{urlencode({'title': name})}", name) | {"exists": False}


def resolves_too(resolver: Resolver) -> Resolver:
    """Ask this one as well, about addresses in a page that lead to no page. For rooms above this one."""
    if resolver not in _also:
        _also.append(resolver)
    return resolver


def names_too(resolver: Resolver) -> Resolver:
    """Ask this one about names that are to be shown here and are no page's. For rooms above this one."""
    if resolver not in _by_name:
        _by_name.append(resolver)
    return resolver


def resolve(page: Page, seen: dict[str, list[str]]) -> Found:
    """Look up `seen` ("pages", "relative", "members", "tags", "embeds": names) as they are meant in this page."""
    found = Found()
    if seen["pages"]:
        _pages(page, seen["pages"], found)
    if seen.get("embeds"):
        _embeds(page, seen["embeds"], found)
    if seen["relative"]:
        _relatives(page, seen["relative"], found)
    if seen["members"]:
        found.targets["member"] = members_called(seen["members"])
    for name in seen["tags"]:
        found.targets["tag"][name] = target(f"/tags/{name.lower()}", name)
    return found


def meant_by(page: Page, link: str) -> str | None:
    """The address that `[[title#heading]]` or a relative link leads to from this page; None: to no page."""
    if wiki := re.fullmatch(WIKILINK, link):
        kind, seen, name = "page", "pages", wiki["wiki_name"].strip()
        place = f"#{anchor_of(wiki['wiki_heading'])}" if wiki["wiki_heading"] else ""
    else:
        name, sign, fragment = link.partition("#")
        kind, seen, place = "relative", "relative", place_of(fragment) if sign else ""
    if not name:
        return page.url + place if place else None
    nothing: dict[str, list[str]] = {"pages": [], "relative": [], "members": [], "tags": []}
    target = resolve(page, nothing | {seen: [name]}).targets[kind].get(name)
    return None if target is None else target["url"] + (place if target["exists"] else "")


def members_called(handles: Collection[str]) -> dict[str, Target]:
    """People and groups, by the names that stand behind an @."""
    people = session.scalars(select(User).where(User.handle.in_(handles)))
    groups = session.scalars(select(Group).where(Group.handle.in_(handles)))
    found = {user.handle: target(f"/people/{user.handle}", user.name) | {"slot": user.slot} for user in people}
    return found | {group.handle: target(group.url, group.name) | {"slot": group.slot} for group in groups}


def _pages(page: Page, names: Iterable[str], found: Found) -> None:
    """Titles of the same space first, then of spaces the whole team may read: nothing hidden shows through."""
    keys = {name: key_of(name) for name in names}
    by_key = meanings(page, set(keys.values()))
    space = session.get_one(Space, page.space_id)
    for name, key in keys.items():
        found.add("page", name, by_key.get(key))
        if key not in by_key:
            found.targets["page"][name] = wanted(space, name)


def _embeds(page: Page, names: Collection[str], found: Found) -> None:
    """Pages by their number alone, with the link that stands there for whoever may not read them."""
    space = session.get_one(Space, page.space_id)
    for name in names:
        found.targets["embed"][name] = wanted(space, name) | {"page": found.pages.get(("page", name))}
    unknown = [name for name in names if found.pages.get(("page", name)) is None]
    for also in _by_name if unknown else ():
        found.targets["embed"] |= also(page, unknown)


def _relatives(page: Page, hrefs: Iterable[str], found: Found) -> None:
    """Paths as they were where this page came in, wherever it and what they lead to stand by now. What not all its
    readers may know of is named by its number alone, which they had in their hands already."""
    ours = select(PageAlias.path, PageAlias.space_id).where(PageAlias.page_id == page.id).order_by(PageAlias.id)
    path_here, space_id = session.execute(ours.limit(1)).one_or_none() or (None, page.space_id)
    paths = {href: path for href in hrefs if (path := path_meant(href, path_here)) is not None}
    by_path = _kept_at(page, space_id, _spellings(paths))
    for href, path in paths.items():
        meant, within_reach = next((by_path[p] for p in spellings(path) if p in by_path), (None, True))
        found.add("relative", href, meant)
        if meant and not within_reach:
            found.targets["relative"][href] = target(f"/p/{meant.id}", href)
    for href in set(hrefs) - set(paths):
        if own := OWN_ADDRESS.match(parts_of(href).path):
            found.pages["relative", href] = session.scalar(select(Page.id).where(Page.id == int(own[1])))
    unknown = [href for href in hrefs if not found.pages.get(("relative", href))]
    for also in _also if unknown else ():
        found.targets["relative"] |= also(page, unknown)


def _kept_at(page: Page, space_id: int, paths: list[str]) -> dict[str, tuple[Page, bool]]:
    """The pages once kept at these paths of a space, each with whether all who read this page may know of it."""
    kept = select(PageAlias.path, Page, reaches(page)).join(Page, Page.id == PageAlias.page_id).join(Page.space)
    here = PageAlias.space_id == space_id, PageAlias.path.in_(paths), Page.trashed_at.is_(None)
    return {path: (meant, within_reach) for path, meant, within_reach in session.execute(kept.where(*here))}


def _spellings(paths: dict[str, str]) -> list[str]:
    return [spelling for path in paths.values() for spelling in spellings(path)]
