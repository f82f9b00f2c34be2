"""What was taken out whole comes back as it was: pages, tree, texts, links, tags, files and authors."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import Person
from tests.files.making import picture
from tests.transfer.conftest import Imported, Repo
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.export.everything import export_to
from wiki.files.models import File
from wiki.pages.detailed import details_of
from wiki.pages.details import give_tag, set_icon, set_keeper, set_status
from wiki.pages.models import Page, PageAuthor, PageContent, PageLink, Status
from wiki.pages.policy import page_for
from wiki.spaces.models import Space

Import = Callable[..., Imported]

TRIP = """Bring the *key*. See [[Packing list]],
[[packing list#What to bring|the list]] and [the hut](huts/alm.md#beds).

| Where | What |
| --- | --- |
| [[Packing list|here]] | ![map](img/map.png) |

`[[Packing list]]` is code, and so is

```
[the hut](huts/alm.md) [[Packing list]]
```

Nobody wrote [[The way back]] yet. {{ braces }} stay, [plan](img/plan.pdf) too, and [outside](https://example.org/a_b).
"""


@pytest.fixture
def furnished(repo: Repo, importing: Import, bob: Person, carol: Person) -> Imported:
    repo.write("img/map.png", picture())
    repo.write("img/plan.pdf", b"%PDF-1.4 not much of one")
    repo.commit(
        "bob",
        trip=f"---\ntitle: 'Trip: \"north\" & co'\n---\n{TRIP}",
        packing="# Packing list\n\n## What to bring\n\nA lamp.\n",
    )
    repo.commit(
        "bob",
        **{
            "huts/index": "# Huts\n\nAll of them, really.\n",
            "huts/alm": "# Alm\n\n## Beds\n\nTwelve. [Back](../trip.md)\n",
        },
    )
    repo.commit("carol", packing="# Packing list\n\n## What to bring\n\nA lamp.\n\nA rope, says carol.\n")
    repo.commit("carol", **{"huts/index": "# Huts\n\nAll of them.\n"})  # who only took away wrote none of it
    imported = importing(repo.path)
    with unit():
        page = page_for(bob.user, imported.page("trip.md").id)
        for act, what in ((set_icon, "🏔"), (give_tag, "north"), (set_status, Status.REVIEW), (set_keeper, carol.user)):
            act(bob.user, page, what)  # type: ignore[operator]
    return imported


def out(folder: Path, space: str, *, html: bool = False) -> dict[str, bytes]:
    with unit():
        slug = session.scalars(select(Space.slug).where(Space.name == space)).one()
        export_to(folder, slug, html=html)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(space: str) -> list[dict[str, Any]]:
    """Everything about the pages of a space that people would miss."""
    with unit():
        pages = select(Page).join(Space).where(Space.name == space).order_by(Page.title)
        return [_told(page) for page in session.scalars(pages)]


def _told(page: Page) -> dict[str, Any]:
    content, details = session.get_one(PageContent, page.id), details_of(page.id)
    name = {row.id: row.handle for row in session.execute(select(User.id, User.handle))}
    parent = session.get(Page, page.parent_id or 0)
    links = select(PageLink.kind, Page.title).outerjoin(Page, Page.id == PageLink.target_id)
    authors = session.execute(select(PageAuthor.user_id, PageAuthor.units).where(PageAuthor.page_id == page.id))
    return {
        "title": page.title,
        "place": (parent.title if parent else None, page.position),
        "text": content.text,
        "html": content.html.count("<"),
        "links": sorted(map(tuple, session.execute(links.where(PageLink.page_id == page.id))), key=str),
        "files": sorted(session.scalars(select(File.name).where(File.page_id == page.id))),
        "details": (details.icon, details.tags, details.status, details.keeper and details.keeper.handle),
        "authors": {name[user]: units for user, units in authors if page.title == "Packing list"}
        or {name[u] for u, _ in authors},
        "when": (page.created_at, content.updated_at),
        "who": (name.get(page.author_id or 0), name.get(content.updated_by_id or 0)),
    }


def without_addresses(page: dict[str, Any]) -> dict[str, Any]:
    """Ordinary links follow where files lie now; what they lead to is compared by itself."""
    return page | {"text": re.sub(r"\]\([^)]*\)", "]()", page["text"])}


def test_import_export_import(furnished: Imported, importing: Import, tmp_path: Path) -> None:
    before = told("Handbook")
    first = out(tmp_path / "one", "Handbook")
    again = importing(tmp_path / "one", "Again")
    after = told("Again")
    assert [without_addresses(page) for page in after] == [without_addresses(page) for page in before]
    assert list(again.report.losses()) == []
    assert out(tmp_path / "two", "Again") == first


def test_the_folder_reads_well_elsewhere(furnished: Imported, tmp_path: Path) -> None:
    files = out(tmp_path / "one", "Handbook")
    assert sorted(files) == [
        "huts.md", "huts/alm.md", "packing-list.md",
        "trip-north-co.md", "trip-north-co/map.png", "trip-north-co/plan.pdf",
    ]  # fmt: skip
    trip = files["trip-north-co.md"].decode()
    assert '[Packing list](packing-list.md "[[Packing list]]")' in trip
    assert '[the list](packing-list.md#what-to-bring "[[packing list#What to bring&#124;the list]]")' in trip
    assert "[the hut](huts/alm.md#beds)" in trip
    assert "![map](trip-north-co/map.png)" in trip
    assert "`[[Packing list]]` is code" in trip
    assert "```\n[the hut](huts/alm.md) [[Packing list]]\n```" in trip
    assert "[[The way back]] yet" in trip
    assert "{{ braces }}" in trip
    assert "keeper: Carol Çelik <carol@kring.invalid>" in trip
    assert "example.org>" not in trip
    assert "[Back](../trip-north-co.md)" in files["huts/alm.md"].decode()


def test_each_letter_keeps_its_author(furnished: Imported, importing: Import, tmp_path: Path) -> None:
    out(tmp_path / "one", "Handbook")
    with unit():
        before = [(session.get_one(User, user_id).handle, text) for user_id, text in furnished.runs("packing.md")]
    again = importing(tmp_path / "one", "Again")
    with unit():
        runs = [(session.get_one(User, user_id).handle, text) for user_id, text in again.runs("packing-list.md")]
        pages = {p.title for p in session.scalars(select(Page).join(Space).where(Space.name == "Again"))}
    assert runs == before
    assert len(pages) == 4
