"""What somebody watches they hear of once a day a page, in the inbox or the daily mail, and never of themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place
from tests.notifications.test_inbox import lines
from tests.notifications.test_mailing import Time, carol_works, choose, text, time
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.editing.projecting import settle
from wiki.notifications.actions import finish, line_of
from wiki.notifications.models import InboxLine
from wiki.notifications.watching import How, Kind, Watch, watch, watchers
from wiki.pages.actions import create_page
from wiki.pages.asking import ask
from wiki.pages.details import give_tag
from wiki.pages.looking import PageLook
from wiki.pages.policy import page_for
from wiki.spaces.actions import remove_member, set_member
from wiki.spaces.models import Role, Tag

As = Callable[[Person | None], FlaskClient]
__all__ = ["carol_works", "time"]


def write(page_id: int, by: Person, words: str) -> None:
    with unit():
        write_text(page_id, by.id, words)
    settle(page_id)


def said(person: Person) -> list[tuple[str, str, str | None, bool]]:
    return [(line.because, line.title, line.by and line.by.handle, line.unread) for line in lines(person)]


def aged(person: Person, hours: int = 21) -> None:
    """As if their lines had come longer ago."""
    with unit():
        for line in session.scalars(select(InboxLine).where(InboxLine.user_id == person.id)):
            line.at -= timedelta(hours=hours)


def test_what_somebody_wrote_they_watch_and_hear_of_it_once_a_day(place: Place, alice: Person, bob: Person) -> None:
    write(place.page_id, bob, "One.\n")
    assert said(bob) == []
    for words in ("One, two.\n", "One, two, three.\n"):
        write(place.page_id, alice, words)
    assert said(bob) == [("changed", "First steps", "alice", True)]
    assert said(alice) == []
    with unit():
        finish(line_of(bob.user, lines_id(bob)))
    write(place.page_id, alice, "Two.\n")
    assert said(bob) == [], "not twice a day"
    aged(bob)
    write(place.page_id, alice, "Three.\n")
    assert said(bob) == [("changed", "First steps", "alice", True)]
    with unit():
        session.add(PageLook(page_id=place.page_id, user_id=bob.id, epoch=1, seq=9, at=now() + timedelta(seconds=1),
                             since_epoch=1, since_seq=1, since_at=now()))  # fmt: skip
    assert [line[3] for line in said(bob)] == [False], "who looked at the page has seen it"


def lines_id(person: Person) -> int:
    return session.scalars(select(InboxLine.id).where(InboxLine.user_id == person.id)).one()


def test_who_switched_it_off_watches_nothing_by_writing(place: Place, alice: Person, bob: Person) -> None:
    choose(bob, watches_own=False)
    write(place.page_id, bob, "One.\n")
    write(place.page_id, alice, "Two.\n")
    assert said(bob) == []


def test_the_nearest_decides(place: Place, alice: Person, bob: Person, carol: Person) -> None:
    with unit():
        below = create_page(bob.user, place.space, "Below", parent=place.page)
        give_tag(bob.user, page_for(bob.user, below.id), "heat")
        tag = session.scalars(select(Tag.id).where(Tag.name == "heat")).one()
    targets = {Kind.SPACE: place.space_id, Kind.PERSON: bob.id, Kind.TAG: tag, Kind.BRANCH: place.page_id}
    for kind, target in targets.items():
        how = How.EVERYTHING if kind in (Kind.PERSON, Kind.BRANCH) else How.SIDEWAYS
        with unit():
            watch(carol.id, kind, target, how)
            assert watchers(page_for(carol.user, below.id), [bob.id])[carol.id] == how
    with unit():
        assert watchers(page_for(carol.user, below.id), [alice.id])[carol.id] == How.EVERYTHING, "by the branch"
        watch(carol.id, Kind.PAGE, below.id, How.NOTHING)
        assert watchers(page_for(carol.user, below.id), [bob.id])[carol.id] == How.NOTHING
        watch(carol.id, Kind.PAGE, below.id, How.EVERYTHING, auto=True)
        assert watchers(page_for(carol.user, below.id), [bob.id])[carol.id] == How.NOTHING, "what they said holds"


def test_who_may_not_read_it_any_more_hears_nothing(place: Place, alice: Person, bob: Person, carol: Person) -> None:
    with unit():
        watch(carol.id, Kind.SPACE, place.space_id, How.EVERYTHING)
        remove_member(place.space, carol.user)
    write(place.page_id, bob, "Secret.\n")
    assert said(carol) == []
    with unit():
        assert session.scalar(select(InboxLine.id)) is None
        set_member(place.space, carol.user, Role.READER)
    write(place.page_id, bob, "Open.\n")
    assert said(carol) == [("changed", "First steps", "bob", True)]


def test_tasks_are_told_of_once_each(place: Place, alice: Person, bob: Person, carol: Person) -> None:
    typed = "- [ ] Look at the pump @carol"
    for upto in range(20, len(typed) + 1):
        write(place.page_id, bob, typed[:upto] + "\n")
    assert said(carol) == [("task", "First steps", "bob", True)]
    with unit():
        finish(line_of(carol.user, lines_id(carol)))
    write(place.page_id, bob, typed + " today\n")
    assert said(carol) == [], "the same task"
    write(place.page_id, bob, typed + "\n- [ ] And this @carol\n- [ ] Mine @bob\n")
    assert said(carol) == [("task", "First steps", "bob", True)]
    assert said(bob) == []
    write(place.page_id, alice, "Nothing.\n")
    write(place.page_id, alice, typed + "\n")
    with unit():
        assert session.scalars(select(InboxLine).where(InboxLine.user_id == carol.id)).one().by_id == alice.id


def test_who_is_asked_to_look_is_told(place: Place, bob: Person, carol: Person) -> None:
    with unit():
        page = page_for(bob.user, place.page_id)
        ask(bob.user, page, carol.user)
        ask(bob.user, page, bob.user)
    assert said(carol) == [("review", "First steps", "bob", True)]
    assert said(bob) == []


def test_sideways_stands_in_the_daily_mail_alone(time: Time, place: Place, bob: Person, carol_works: Person) -> None:
    with unit():
        watch(carol_works.id, Kind.SPACE, place.space_id, How.SIDEWAYS)
    choose(carol_works, digested_at=time.at, digested_on=time.at.date())
    write(place.page_id, bob, "Something new.\n")
    with unit():
        from wiki.editing.actions import name_version

        name_version(place.page_id, "")
    assert said(carol_works) == []
    (mail,) = time.passes(days=1)
    assert mail["Subject"] == "1 page changed"
    assert f"First steps: https://wiki.example.org/p/{place.page_id}-first-steps" in text(mail)
    assert "First steps" in text(mail, "html")


def test_a_review_is_mailed_and_one_click_ends_mail_of_the_page(
    time: Time, place: Place, as_: As, bob: Person, carol_works: Person
) -> None:
    with unit():
        ask(bob.user, page_for(bob.user, place.page_id), carol_works.user)
    (mail,) = time.passes(minutes=30)
    assert mail["Subject"] == "Bob de Boer asks you to look at “First steps”"
    assert "because you are asked to look" in text(mail)
    assert mail["Reply-To"] is None
    one = text(mail).split("page: https://wiki.example.org")[1].split()[0]
    shown = as_(None).post(one)
    assert "You get no more mail of this page" in shown.text
    with unit():
        assert session.scalars(select(InboxLine)).one().unmailed


@pytest.mark.parametrize("kind", list(Kind))
def test_watching_over_http(
    app: object, place: Place, as_: As, bob: Person, carol: Person, dave: Person, kind: Kind
) -> None:
    with unit():
        give_tag(bob.user, page_for(bob.user, place.page_id), "how/to")
    name = {"tag": "how/to", "person": "bob", "space": place.slug}.get(kind, str(place.page_id))
    client, there = as_(carol), f"/watch/{kind}/{name}"
    assert "What shall you hear" in client.get(there).text
    app.config["WTF_CSRF_ENABLED"] = False  # type: ignore[attr-defined]
    try:
        assert client.post(there, data={"how": "loudly"}).status_code == 422
        assert client.post(there, data={"how": "sideways"}).status_code == 303
        stranger = as_(dave).post(there, data={"how": "all"}).status_code
    finally:
        app.config["WTF_CSRF_ENABLED"] = True  # type: ignore[attr-defined]
    assert stranger == (303 if kind == Kind.PERSON else 404)
    shown = client.get("/me/watched").text
    assert "Sideways" in shown
    assert {"tag": "#how/to", "person": "Bob de Boer", "space": "Field work"}.get(kind, "First steps") in shown
    with unit():
        row = session.scalars(select(Watch).where(Watch.user_id == carol.id)).one()
        assert (row.kind, row.how, row.auto) == (kind, How.SIDEWAYS, False)
        if kind != Kind.PERSON:
            remove_member(place.space, carol.user)
    if kind != Kind.PERSON:
        assert "Sideways" not in client.get("/me/watched").text, "what may not be seen any more is not named"
