"""A secret that was taken out is nowhere any more: not in a row, not in a packed text, not in the database's files."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import select

from tests.conftest import Person, Place
from wiki.core import cleaning
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.later import Lane, hurry, run_due
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.editing import documents, purging
from wiki.editing import log as page_log
from wiki.editing.actions import current, name_version, write_text
from wiki.editing.cleaning_up import write_anew
from wiki.editing.projecting import project
from wiki.editing.purging import INSTEAD, PagePurge, masked, purge, purges_of
from wiki.editing.revisions import runs_of, text_of
from wiki.pages.actions import create_page, rename_page
from wiki.pages.models import PageContent, Revision
from wiki.pages.policy import page_for
from wiki.pages.trust import doubt

SECRET = "hunter2-é-hunter2"
TEXT = f"# Keys\n\nThe key is {SECRET}, mind it.\n\n## {SECRET}\n\nSee [[Below {SECRET}]] and #tag.\n"


@pytest.fixture
def leaked(place: Place, alice: Person, bob: Person) -> Place:
    """The secret in a text, its title, two versions, the name of one, and in what somebody said about the page."""
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    project(place.page_id, ends=True)
    with unit():
        write_text(place.page_id, alice.id, f"{TEXT}\n{SECRET} 🐈 again\n")
        name_version(place.page_id, f"With {SECRET}")
    with unit():
        rename_page(bob.user, place.page, f"Keys {SECRET}")
        doubt(bob.user, page_for(bob.user, place.page_id), f"{SECRET} is old")
    with unit():
        write_text(place.page_id, alice.id, "Nothing of it now.\n")
    project(place.page_id, ends=True)
    with unit():
        write_text(place.page_id, bob.id, TEXT)
    return place


def test_it_is_nowhere_any_more(leaked: Place, alice: Person, settings: Settings) -> None:
    assert list(tells(settings)), "the test looks where it was"
    with unit():
        purge(alice.user, leaked.page, SECRET)
    assert list(tells(settings)) == []
    for name in ("kring.sqlite", "kring.sqlite-wal"):
        path = settings.data_dir / name
        data = path.read_bytes() if path.exists() else b""
        assert SECRET.encode() not in data
        assert json.dumps(SECRET)[1:-1].encode() not in data
    with unit():
        (done,) = purges_of(leaked.page_id)
        assert (done.texts, done.versions, done.left) == (4, 3, 0)
        assert done.others >= 2
        assert done.proven_at is not None


def tells(settings: Settings) -> Iterator[str]:
    """Every row in every table that holds it, packed or not."""
    with sqlite3.connect(settings.data_dir / "kring.sqlite") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):
                if any(holds(value) for value in row):
                    yield table


def holds(value: object) -> bool:
    data = value if isinstance(value, bytes) else str(value).encode()
    with suppress(zlib.error):
        data = zlib.decompress(data)
    ways = (SECRET.encode(), json.dumps(SECRET)[1:-1].encode(), b"hunter2-", SECRET.encode("utf-16-le"))
    return any(way in data for way in ways)


def test_what_is_left_is_as_it_was(leaked: Place, alice: Person, bob: Person) -> None:
    with unit():
        before = {r.number: (r.at, r.id) for r in session.scalars(select(Revision))}
        authors = dict(documents.project(leaked.page_id).runs).keys()
        purge(alice.user, leaked.page, SECRET)
    with unit():
        assert current(leaked.page_id).text == TEXT.replace(SECRET, INSTEAD)
        assert leaked.page.title == f"Keys {INSTEAD}"
        assert INSTEAD in session.get_one(PageContent, leaked.page_id).html
        kept = list(session.scalars(select(Revision).order_by(Revision.number)))
        assert {r.number: (r.at, r.id) for r in kept if r.number in before} == before
        for revision in kept:
            units = len(text_of(revision).encode("utf-16-le")) // 2
            assert sum(length for _, length in runs_of(revision)) == units
        assert kept[1].name == f"With {INSTEAD}"
        assert dict(documents.project(leaked.page_id).runs).keys() == authors


def test_people_write_on_in_the_new_epoch(leaked: Place, alice: Person, bob: Person) -> None:
    with unit():
        old = page_log.head_of(leaked.page_id)
        base = current(leaked.page_id)
        purge(alice.user, leaked.page, SECRET)
    with unit():
        assert page_log.head_of(leaked.page_id).epoch == old.epoch + 1
        mine = f"{base.text}And more.\n"  # from a form that was opened before
        write_text(leaked.page_id, bob.id, mine, base_text=base.text)
    project(leaked.page_id, ends=True)
    with unit():
        assert current(leaked.page_id).text == f"{TEXT.replace(SECRET, INSTEAD)}And more.\n"
        rename_page(bob.user, leaked.page, "Another")
    project(leaked.page_id)
    with unit():
        assert documents.project(leaked.page_id).title.line == "Another"


def test_it_says_so_when_other_pages_hold_it_too(leaked: Place, alice: Person, dave: Person) -> None:
    with unit():
        other = create_page(alice.user, leaked.space, "Another page")
        write_text(other.id, alice.id, f"It is {SECRET} here, too.")
    with unit():
        assert [page.title for page in purging.pages_with(alice.user, SECRET, but=leaked.page_id)] == ["Another page"]
        assert purging.pages_with(dave.user, SECRET, but=leaked.page_id) == []
        purge(alice.user, leaked.page, SECRET)
    with unit():
        (done,) = purges_of(leaked.page_id)
        assert done.left
        purge(alice.user, session.get_one(type(leaked.page), other.id), SECRET)
    with unit():
        assert purges_of(other.id)[0].left == 0


@pytest.mark.parametrize("secret", ["", "abc", "  abc  ", "two\nlines", INSTEAD])
def test_what_is_no_secret_is_refused(leaked: Place, alice: Person, secret: str) -> None:
    with unit(), pytest.raises(Invalid):
        purge(alice.user, leaked.page, secret)
    with unit():
        assert session.scalars(select(PagePurge)).all() == []


@pytest.mark.parametrize(
    ("text", "runs", "left"),
    [
        ("abcdXYZWef", [[1, 4], [2, 4], [1, 2]], [[1, 4], [2, 5], [1, 2]]),
        ("🐈XYZW🐈", [[1, 4], [2, 4]], [[1, 7], [2, 2]]),
        ("XYZWXYZW", [[1, 8]], [[1, 10]]),
        ("abXYZW", [[1, 2]], [[1, 2]]),
        ("nothing", [[3, 7]], [[3, 7]]),
    ],
)
def test_who_wrote_what_stays_where_it_was(text: str, runs: list[list[int]], left: list[list[int]]) -> None:
    told, found = masked(text, runs, "XYZW")
    assert told == text.replace("XYZW", INSTEAD)
    assert found == left


def test_a_full_disk_leaves_it_unproven_and_tells_no_log(
    leaked: Place, alice: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(cleaning, "_vacuum", full)
    with unit():
        purge(alice.user, leaked.page, SECRET)
    assert "failed to answer" in caplog.text, "the failure is told"
    assert SECRET not in caplog.text
    with unit():
        (done,) = purges_of(leaked.page_id)
        assert (done.proven_at, done.left) == (None, None)
        assert current(leaked.page_id).text == TEXT.replace(SECRET, INSTEAD)
    monkeypatch.undo()
    with unit():
        hurry(write_anew)
    assert run_due(Lane.QUICK)
    with unit():
        (done,) = purges_of(leaked.page_id)
        assert done.written_at, "once there is room, they are written anew by themselves"
        assert done.left is None
        purge(alice.user, leaked.page, SECRET)
    with unit():
        assert purges_of(leaked.page_id)[0].left == 0, "doing it again proves it"
