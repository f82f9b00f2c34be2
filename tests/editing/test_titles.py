"""What a page is called lies in its log: one first title, and every later one the smallest change of it."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from pycrdt import Doc, Text
from sqlalchemy import select

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.facts import waiting
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.editing import documents, projecting, snapshots, standing, titles
from wiki.editing import log as page_log
from wiki.editing.actions import write_text
from wiki.editing.log import Entry, Head
from wiki.editing.models import PageHead, PageSnapshot
from wiki.editing.quarantine import set_aside
from wiki.pages.actions import rename_page
from wiki.pages.events import PageRenamed
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Activity

Type = Callable[[Person, str], None]


@pytest.fixture
def seeded(place: Place, bob: Person) -> Place:
    with unit():
        titles.seed(place.page_id, bob.id)
    return place


class Browser:
    """A document of its own, as a browser has one."""

    def __init__(self, page_id: int, person: Person, client: int) -> None:
        self.page_id, self.person = page_id, person
        self.doc: Doc[object] = Doc(client_id=client)
        self.text, self.title = self.doc.get("text", type=Text), self.doc.get("title", type=Text)
        self.seq = self.counter = 0

    def catch_up(self) -> "Browser":
        with unit():
            head = page_log.head_of(self.page_id)
            for row in page_log.rows_after(self.page_id, head.epoch, self.seq):
                self.doc.apply_update(row.data)
            self.seq = head.seq
        return self

    def save(self, change: Callable[[], object]) -> None:
        updates: list[bytes] = []
        watch = self.doc.observe(lambda event: updates.append(event.update))
        with self.doc.transaction():
            change()
        self.doc.unobserve(watch)
        self.counter += 1
        with unit():
            entry = Entry(self.doc.client_id, self.counter, self.person.id, updates[0])
            page_log.append(self.page_id, page_log.head_of(self.page_id).epoch, [entry])


def called(place: Place) -> str:
    with unit():
        return str(session.get_one(Page, place.page_id).title)


def in_log(place: Place) -> str:
    with unit():
        return documents.project(place.page_id).title.line


def acts(place: Place) -> list[tuple[int | None, str]]:
    with unit():
        rows = session.execute(select(Activity.user_id, Activity.verb).where(Activity.entry_id == place.page_id))
        return [(user_id, verb) for user_id, verb in rows]


def test_an_old_page_gets_its_title_once(place: Place, alice: Person, bob: Person) -> None:
    with unit():
        write_text(place.page_id, bob.id, "Some words.")
    for person in (alice, bob, alice):
        with unit():
            titles.seed(place.page_id, person.id)
    assert in_log(place) == "First steps"
    with unit():
        assert page_log.head_of(place.page_id).seq == 2


def test_a_first_title_is_what_the_page_is_called_under_the_lock(place: Place, bob: Person) -> None:
    with unit():
        page = place.page
        with unit():
            rename_page(bob.user, place.page, "Renamed meanwhile")
        assert page.title == "First steps", "as it was loaded"
        titles.seed(place.page_id, bob.id)
    assert in_log(place) == "Renamed meanwhile"


def test_a_first_title_leaves_nothing_to_show(seeded: Place) -> None:
    with unit():
        assert (page_log.head_of(seeded.page_id).seq, projecting.behind()) == (1, [])


SEED = """
import sys
from pathlib import Path
from wiki.core.db import connect
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.editing import titles
from wiki.wiring import load_features

load_features()
connect(read_settings({}, data_dir=Path(sys.argv[1]), durable=False))
print("ready", flush=True)
sys.stdin.readline()
for page_id in map(int, sys.argv[3:]):
    with unit():
        titles.seed(page_id, int(sys.argv[2]))
"""


def test_nor_twice_by_two_processes_at_once(place: Place, bob: Person, settings: Settings) -> None:
    from wiki.pages.actions import create_page

    with unit():
        pages = [create_page(bob.user, place.space, f"Page {number}").id for number in range(30)]
    command = [sys.executable, "-c", SEED, str(settings.data_dir), str(bob.id), *map(str, pages)]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in "ab"]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.wait(timeout=30) for process in both] == [0, 0]
    with unit():
        for number, page_id in enumerate(pages):
            assert page_log.head_of(page_id).seq == 1
            assert documents.project(page_id).title.line == f"Page {number}"


def test_two_people_in_one_title_write_one_title(seeded: Place, alice: Person, bob: Person) -> None:
    hers, his = Browser(seeded.page_id, alice, 11).catch_up(), Browser(seeded.page_id, bob, 12).catch_up()
    hers.save(lambda: hers.title.insert(0, "Your "))
    his.save(lambda: his.title.insert(len("First steps"), " here"))
    projecting.project(seeded.page_id)
    assert called(seeded) == in_log(seeded) == "Your First steps here"
    assert str(hers.catch_up().title) == str(his.catch_up().title) == called(seeded)


def test_typing_a_title_is_one_act(seeded: Place, alice: Person, bob: Person) -> None:
    hers = Browser(seeded.page_id, alice, 11).catch_up()
    for word in (" on", " the", " site"):
        hers.save(lambda word=word: hers.title.insert(len(str(hers.title)), word))
        projecting.project(seeded.page_id)
    assert called(seeded) == "First steps on the site"
    assert acts(seeded) == [(bob.id, "created"), (alice.id, "renamed")]


@pytest.mark.parametrize(
    ("said", "called_then"),
    [("", "First steps"), (" \n\u0000 ", "First steps"), (" a\nb \u0007 c\r\n", "a b c"), ("é" * 300, "é" * 200)],
)
def test_what_a_title_cannot_be_is_not_shown(seeded: Place, alice: Person, said: str, called_then: str) -> None:
    """A browser of ours does not send it; the log takes what text can hold."""
    hers = Browser(seeded.page_id, alice, 11).catch_up()

    def rewrite() -> None:
        del hers.title[0 : len("First steps")]
        hers.title.insert(0, said)

    hers.save(rewrite)
    projecting.project(seeded.page_id)
    assert called(seeded) == called_then


def test_a_rename_from_outside_is_the_smallest_edit_by_that_person(seeded: Place, alice: Person, bob: Person) -> None:
    hers = Browser(seeded.page_id, alice, 11).catch_up()
    with unit():
        rename_page(bob.user, seeded.page, "First long steps")
    with unit():
        (row,) = page_log.rows_after(seeded.page_id, 1, 1)
    assert row.user_id == bob.id
    assert len(row.data) < 30
    hers.save(lambda: hers.title.insert(len("First steps"), " of all"))
    projecting.project(seeded.page_id)
    assert called(seeded) == in_log(seeded) == "First long steps of all"


def test_a_projection_from_before_a_rename_does_not_undo_it(
    seeded: Place, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers = Browser(seeded.page_id, alice, 11).catch_up()
    hers.save(lambda: hers.title.insert(0, "Her "))
    with unit():
        before = documents.project(seeded.page_id)
    with unit():
        rename_page(bob.user, seeded.page, "His steps")
    with unit():
        titles.show(seeded.page_id, Head(before.epoch, before.seq), before.title, (alice.id,))
    assert called(seeded) == "His steps"
    projecting.project(seeded.page_id)
    assert called(seeded) == in_log(seeded) == "His steps"


def test_two_projections_of_one_title_are_one_renaming(seeded: Place, alice: Person) -> None:
    hers = Browser(seeded.page_id, alice, 11).catch_up()
    hers.save(lambda: hers.title.insert(0, "Her "))
    heard: list[PageRenamed] = []
    with unit():
        seen = documents.project(seeded.page_id)
        page = seeded.page
        projecting.project(seeded.page_id)
        assert page.title == "First steps", "as it was loaded"
        titles.show(seeded.page_id, Head(seen.epoch, seen.seq), seen.title, (alice.id,))
        heard += [fact for fact in waiting.get() if isinstance(fact, PageRenamed)]
    assert (called(seeded), heard) == ("Her First steps", [])


def test_a_form_that_is_saved_shows_the_title_that_was_typed_before(seeded: Place, alice: Person, bob: Person) -> None:
    hers = Browser(seeded.page_id, alice, 11).catch_up()
    hers.save(lambda: hers.title.insert(0, "Very "))
    with unit():
        write_text(seeded.page_id, bob.id, "Words.")
    assert called(seeded) == "Very First steps"
    assert acts(seeded)[-1] == (alice.id, "renamed")


def test_a_title_is_no_part_of_versions_and_of_shares(seeded: Place, alice: Person, bob: Person) -> None:
    hers = Browser(seeded.page_id, alice, 11).catch_up()
    hers.save(lambda: hers.title.insert(0, "A title that is much longer than the text: "))
    projecting.project(seeded.page_id, ends=True)
    with unit():
        assert session.scalars(select(Revision)).all() == []
    his = Browser(seeded.page_id, bob, 12).catch_up()
    his.save(lambda: his.text.insert(0, "Just words."))
    hers.catch_up().save(lambda: hers.title.insert(0, "Again. "))
    shown = projecting.project(seeded.page_id, ends=True)
    assert shown.runs == [[bob.id, 11]]
    with unit():
        (version,) = session.scalars(select(Revision))
        assert (version.added, version.removed) == (11, 0)


def test_a_title_comes_through_compaction_and_a_cut_in_the_history(
    seeded: Place, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "AFTER_UPDATES", 3)
    hers = Browser(seeded.page_id, alice, 11).catch_up()
    for word in "abcd":
        hers.save(lambda word=word: (hers.title.insert(0, word), hers.text.insert(0, word)))
    projecting.project(seeded.page_id, ends=True)
    with unit():
        kept = session.scalars(select(PageSnapshot)).one()
        assert standing.known(kept).spans() == standing.titled_at(seeded.page_id, Head(1, 5)).spans()
        assert kept.titled != []
    documents.child.close()
    hers.save(lambda: hers.title.insert(0, "z"))
    with unit():
        page_log.append(seeded.page_id, 1, [Entry(7, 1, alice.id, b"\x01\x01")])
        set_aside(documents.Poisoned(seeded.page_id, 1, 7))
    assert in_log(seeded) == "zdcbaFirst steps"
    with unit():
        head = session.get_one(PageHead, seeded.page_id)
        assert (head.epoch, head.seq, head.title_seq) == (2, 0, 0)
        titles.seed(seeded.page_id, alice.id)
        assert page_log.head_of(seeded.page_id) == (2, 0)
    projecting.project(seeded.page_id)
    assert called(seeded) == "zdcbaFirst steps"
