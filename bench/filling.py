"""Data folders for measuring: a team, a space and many pages of real text."""

import subprocess
import tempfile
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import func, insert, select

from wiki.accounts.models import Team, User
from wiki.accounts.queries import THE_TEAM
from wiki.accounts.sessions import start_session
from wiki.core.clock import now
from wiki.core.db import connect, session
from wiki.core.paths import shipped
from wiki.core.settings import Settings, read_settings
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.markup.version import RENDERER
from wiki.pages.models import Page, PageContent
from wiki.server import prepare
from wiki.spaces.actions import create_space
from wiki.spaces.models import Entry
from wiki.wiring import load_features

UNDER_ONE = 40


@dataclass(frozen=True)
class Filled:
    """What stands in the folder: ids of a page of 10 kB and one of 60 kB, and a signed-in browser's token."""

    data_dir: Path
    token: str
    page_10k: int
    page_60k: int


def first_person(settings: Settings) -> tuple[User, str]:
    """A new database with a team of one, and the token of a browser in which they are signed in."""
    load_features()
    prepare(settings)
    connect(settings)
    with unit():
        session.add(Team(id=THE_TEAM, name="Lantern Works"))
        user = User(handle="ann", name="Ann Adams", email="ann@example.org")
        session.add(user)
        session.flush()
        return user, start_session(user, "bench")


def fill(data_dir: Path, pages: int) -> Filled:
    """A space with that many pages in a tree of depth three; most are empty but for their title."""
    user, token = first_person(read_settings({}, data_dir=data_dir, durable=False))
    with unit():
        space = create_space(user, "Handbook")
        for name in ("Projects", "People", "Tools"):
            create_space(user, name)
        user_id, space_id = user.id, space.id
    ids = _grow(user_id, space_id, pages)
    text = handbook_text()
    for page_id, size in ((ids[-1], 10_000), (ids[-2], 60_000)):
        with unit():
            write_text(page_id, user_id, "".join(islice(cycle(text), size)))
    return Filled(data_dir, token, ids[-1], ids[-2])


def _grow(user_id: int, space_id: int, count: int) -> list[int]:
    """Rows put in at once: the first ones stand at the top, forty others under each."""
    common = {"space_id": space_id, "kind": "page", "author_id": user_id, "created_at": now()}
    with unit():
        first = (session.scalar(select(func.max(Entry.id))) or 0) + 1
        ids = list(range(first, first + count))
        entries = [common | {"id": page_id, "title": f"Page number {page_id}"} for page_id in ids]
        session.execute(insert(Entry.__table__), entries)
        session.execute(insert(Page.__table__), [_place(ids, number) for number in range(count)])
        session.execute(insert(PageContent), [{"page_id": page_id, "renderer": RENDERER} for page_id in ids])
    return ids


def _place(ids: list[int], number: int) -> dict[str, object]:
    parent = ids[number // UNDER_ONE] if number >= UNDER_ONE else None
    return {"id": ids[number], "parent_id": parent, "position": number, "title_key": f"page number {ids[number]}"}


def handbook_text() -> str:
    """The longest page of the demo's handbook, as Markdown."""
    return max(handbook_texts(), key=len)


def handbook_texts() -> list[str]:
    """All pages of it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", str(shipped("demo") / "handbook.bundle"), folder], check=True)
        return [path.read_text() for path in sorted(Path(folder).rglob("*.md"))]
