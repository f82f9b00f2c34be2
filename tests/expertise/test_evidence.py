"""Evidence follows from what happens, in the same transaction, and is the same when it is made again."""

import random
from datetime import datetime, timedelta
from math import sqrt

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select

from tests.conftest import Person, Place
from wiki.cli import main
from wiki.comments.actions import answer as speak
from wiki.comments.actions import begin_thread, remove, reopen, resolve
from wiki.comments.models import Remark, Thread
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.editing import documents
from wiki.editing.actions import keep_version, write_text
from wiki.expertise.batches import Act, shares
from wiki.expertise.keeping import rebuild
from wiki.expertise.models import Evidence, Kind, worth_now, worth_then
from wiki.pages.actions import create_page, trash_page
from wiki.pages.asking import answer as look_at
from wiki.pages.asking import ask as ask_to_look
from wiki.pages.asking import request_to
from wiki.pages.beginning import erase_page
from wiki.pages.details import set_keeper, set_status
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.rounds import actions as rounds

Row = tuple[float, datetime]
STEPS = 60


def rows() -> dict[tuple[int, int, str], Row]:
    with unit():
        return {
            (row.entry_id, row.user_id, str(row.kind)): (row.weight, row.last_at)
            for row in session.scalars(select(Evidence))
        }


def rebuilt() -> dict[tuple[int, int, str], Row]:
    with unit():
        rebuild()
    return rows()


def write(by: Person, page_id: int, words: str, at: datetime) -> None:
    """A version of that time."""
    with unit():
        write_text(page_id, by.id, f"{words}\n\n" + (session.get_one(Page, page_id).title * 3), show=False)
        text = documents.project(page_id)
        keep_version(page_id, text=text.text, runs=text.runs, at=at)


def weight(place: Place, by: Person, kind: Kind) -> float:
    """As it counts now."""
    kept = rows().get((place.page_id, by.id, kind))
    return worth_now(kind, kept[0], now()) if kept else 0.0


def test_the_share_of_an_act_is_by_what_was_touched_around_it() -> None:
    start = now()
    acts = [Act(start + timedelta(minutes=minutes), entry) for minutes, entry in ((0, 1), (4, 1), (8, 2), (19, 3))]
    assert shares(acts) == pytest.approx([1 / sqrt(2), 1 / sqrt(2), 1 / sqrt(2), 1])
    assert shares([Act(start, entry) for entry in range(100)]) == pytest.approx([0.1] * 100)
    assert shares([]) == []


def test_what_was_done_long_ago_counts_half_after_each_half_life() -> None:
    today = now()
    for kind, days, left in ((Kind.EDIT, 730, 0.5), (Kind.FEEDBACK, 365, 0.5), (Kind.KEEPER, 3650, 1.0)):
        kept = worth_then(kind, today - timedelta(days=days))
        assert worth_now(kind, kept, today) == pytest.approx(left)


def test_each_kind_comes_with_its_fact(place: Place, alice: Person, bob: Person, carol: Person) -> None:
    assert weight(place, bob, Kind.AUTHOR) == pytest.approx(1, abs=1e-4), "made the page"
    write(carol, place.page_id, "Much more than there was before.", now())
    assert weight(place, carol, Kind.EDIT) == pytest.approx(1, abs=1e-4)
    assert weight(place, carol, Kind.AUTHOR) == pytest.approx(1, abs=1e-4), "wrote most of it"
    with unit():
        set_keeper(alice.user, page_for(alice.user, place.page_id), carol.user)
    assert weight(place, carol, Kind.KEEPER) == 1
    with unit():
        thread = begin_thread(carol.user, page_for(carol.user, place.page_id), "Is this so?")
        thread_id = thread.id
    assert weight(place, carol, Kind.COMMENT) == 0, "nobody answered"
    with unit():
        speak(bob.user, page_for(bob.user, place.page_id), session.get_one(Thread, thread_id), "It is.")
    assert weight(place, carol, Kind.COMMENT) == pytest.approx(1, abs=1e-4)
    assert weight(place, bob, Kind.COMMENT) == 0, "an answer that drew none"
    with unit():
        resolve(carol.user, page_for(carol.user, place.page_id), session.get_one(Thread, thread_id))
    assert weight(place, bob, Kind.COMMENT) == pytest.approx(1, abs=1e-4), "it settled it"
    with unit():
        ask_to_look(bob.user, page_for(bob.user, place.page_id), alice.user)
    assert weight(place, alice, Kind.FEEDBACK) == 0
    with unit():
        page = page_for(alice.user, place.page_id)
        look_at(request_to(alice.user, page), page, alice.user, good=True)
    with unit():
        page = page_for(bob.user, place.page_id, to="edit")
        found = rounds.ask(bob.user, page, [carol.user, alice.user], "Complete?")
        rounds.answer(found, alice.user, "Yes.")
    assert weight(place, alice, Kind.FEEDBACK) == pytest.approx(2, abs=1e-4), "asked twice, answered twice"
    assert weight(place, carol, Kind.FEEDBACK) == 0
    assert same(rows(), rebuilt())


def same(one: dict[tuple[int, int, str], Row], other: dict[tuple[int, int, str], Row]) -> bool:
    assert one.keys() == other.keys()
    for key, (kept, at) in one.items():
        assert kept == pytest.approx(other[key][0], rel=1e-9), key
        assert at == other[key][1], key
    return bool(one)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kept_as_it_happens_or_made_again_it_is_the_same(
    place: Place, alice: Person, bob: Person, carol: Person, seed: int
) -> None:
    """Whatever happens, in any order; with versions that come with times of their own, as imports bring them."""
    chance = random.Random(seed)
    life = Life(place, [alice, bob, carol], chance)
    for _ in range(STEPS):
        chance.choice(life.acts)()
    kept = rows()
    assert {kind for _, _, kind in kept} >= {Kind.EDIT, Kind.AUTHOR, Kind.FEEDBACK}
    assert same(kept, rebuilt())


class Life:
    """What three people may do to a few pages."""

    def __init__(self, place: Place, people: list[Person], chance: random.Random) -> None:
        self.place, self.people, self.chance = place, people, chance
        self.start = now() - timedelta(days=400)
        self.acts = [self.write, self.write, self.write, self.talk, self.talk, self.settle, self.take_back]
        self.acts += [self.look, self.ask_around, self.keep, self.make, self.erase]
        with unit():
            self.pages = [place.page_id, *(create_page(people[0].user, place.space, f"Page {n}").id for n in range(4))]

    def someone(self) -> Person:
        return self.chance.choice(self.people)

    def page(self) -> int:
        return self.chance.choice(self.pages)

    def write(self) -> None:
        at = self.start + timedelta(days=self.chance.randrange(3), minutes=self.chance.randrange(40))
        write(self.someone(), self.page(), "word " * self.chance.randint(1, 30), at)

    def talk(self) -> None:
        by, page_id = self.someone(), self.page()
        with unit():
            page = page_for(by.user, page_id)
            thread = session.scalars(select(Thread).where(Thread.entry_id == page_id)).first()
            if thread is None or self.chance.random() < 0.3:
                begin_thread(by.user, page, "So?")
            else:
                speak(by.user, page, thread, "So.")

    def settle(self) -> None:
        by, page_id = self.someone(), self.page()
        with unit():
            for thread in session.scalars(select(Thread).where(Thread.entry_id == page_id)):
                self.chance.choice([resolve, resolve, reopen])(by.user, page_for(by.user, page_id), thread)

    def take_back(self) -> None:
        page_id = self.page()
        with unit():
            said = select(Remark).join(Thread).where(Thread.entry_id == page_id)
            if found := list(session.scalars(said.order_by(Remark.id))):
                by = self.someone().user
                remove(by, page_for(by, page_id), self.chance.choice(found))

    def look(self) -> None:
        by, page_id = self.someone(), self.page()
        with unit():
            page = page_for(by.user, page_id)
            ask_to_look(self.people[0].user, page, by.user)
            look_at(request_to(by.user, page), page, by.user, good=True)
        with unit():
            set_status(self.people[0].user, page_for(self.people[0].user, page_id), None)

    def ask_around(self) -> None:
        page_id = self.page()
        with unit():
            page = page_for(self.people[0].user, page_id)
            if rounds.open_round(page_id) is None:
                found = rounds.ask(self.people[0].user, page, [person.user for person in self.people[1:]], "Good?")
                rounds.answer(found, self.people[self.chance.randint(1, 2)].user, "Good.")

    def keep(self) -> None:
        by, page_id = self.someone(), self.page()
        with unit():
            keeper = by.user if self.chance.random() < 0.8 else None
            set_keeper(self.people[0].user, page_for(self.people[0].user, page_id), keeper)

    def make(self) -> None:
        with unit():
            self.pages.append(create_page(self.someone().user, self.place.space, f"Made {len(self.pages)}").id)

    def erase(self) -> None:
        if len(self.pages) > 5:
            page_id = self.pages.pop()
            with unit():
                trash_page(self.people[0].user, session.get_one(Page, page_id))
            with unit():
                erase_page(page_id)


def test_it_is_made_again_by_a_command(
    place: Place, alice: Person, bob: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(bob, place.page_id, "Words.", now())
    kept = rows()
    with unit():
        session.execute(delete(Evidence))
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    answer = CliRunner().invoke(main, ["rebuild", "evidence"])
    assert answer.exit_code == 0, answer.output
    assert same(rows(), kept)


def test_a_version_asks_little_of_the_database(place: Place, bob: Person, asked: list[str]) -> None:
    """However much there is of what was written before."""
    for number in range(30):
        write(bob, place.page_id, f"Words {number}.", now() - timedelta(days=30 - number))
    with unit():
        write_text(place.page_id, bob.id, "Other words, many of them, so that it is a version.", show=False)
        text = documents.project(place.page_id)
        asked.clear()
        keep_version(place.page_id, text=text.text, runs=text.runs)
    assert len([one for one in asked if "evidence" in one]) <= 4
