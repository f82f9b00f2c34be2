"""The weekly mail about pages that may not hold any more, over a real SMTP server on this machine."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.conftest import PASSWORD, Person, Place
from tests.core.test_mail import Mailbox, running
from wiki.accounts.models import User
from wiki.accounts.passwords import hash_password
from wiki.core import later
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import Job, run_due
from wiki.core.mail import use_mail
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.pages.details import set_keeper
from wiki.pages.mailing import WEEK, ask_keepers
from wiki.pages.policy import page_for
from wiki.pages.trust import PageReview
from wiki.spaces.actions import remove_member

Day = Callable[[], list[Any]]


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def day(database: None, mailbox: Mailbox) -> Iterator[Day]:
    """Let the work of a day run; the mails that came of it."""
    with running(mailbox) as port:
        use_mail(read_settings({}, smtp_url=f"smtp://127.0.0.1:{port}", base_url="https://wiki.example.org"))

        def passes() -> list[Any]:
            mailbox.mails.clear()
            with unit():
                session.execute(update(Job).values(due_at=now()))
                later.plan(ask_keepers)
            while run_due():
                with unit():
                    due = [job.work for job in session.query(Job)]
                if due == ["wiki.pages.mailing.ask_keepers"]:
                    break
            return list(mailbox.mails)

        yield passes
    use_mail(read_settings({}))


@pytest.fixture
def kept(place: Place, bob: Person, carol: Person) -> Place:
    """carol keeps a page whose day has passed."""
    with unit():
        set_keeper(bob.user, page_for(bob.user, place.page_id), carol.user)
        session.add(PageReview(page_id=place.page_id, due_on=now().date() - timedelta(days=1), months=6))
        for person in (bob, carol):
            person.user.password_hash = hash_password(PASSWORD)
    return place


def change(person: Person, **values: object) -> None:
    with unit():
        session.execute(update(User).where(User.id == person.id).values(**values))


def test_whoever_keeps_a_stale_page_gets_one_mail_a_week(kept: Place, carol: Person, day: Day) -> None:
    (mail,) = day()
    assert mail["To"] == "carol@example.org"
    assert mail["Subject"] == "1 page needs you"
    text = mail.get_content()
    for words in ("First steps (Field work)", "To be looked at by", f"https://wiki.example.org{kept.url}", "/me"):
        assert words in text
    assert day() == []
    change(carol, weekly_mailed_at=now() - WEEK + timedelta(hours=1))
    assert day() == []
    change(carol, weekly_mailed_at=now() - WEEK)
    assert len(day()) == 1


def test_in_their_own_language(kept: Place, carol: Person, day: Day) -> None:
    change(carol, language="nl")
    (mail,) = day()
    assert mail["Subject"] == "1 pagina heeft je nodig"
    assert "Bekijk ze" in mail.get_content()


def test_who_turned_it_off_gets_none(kept: Place, carol: Person, day: Day) -> None:
    change(carol, weekly_mail=False)
    assert day() == []


def test_who_may_not_read_it_or_not_come_in_gets_none(kept: Place, carol: Person, day: Day) -> None:
    change(carol, suspended_at=now())
    assert day() == []
    change(carol, suspended_at=None)
    with unit():
        remove_member(kept.space, carol.user)
    assert day() == []


def test_it_comes_when_the_mail_host_is_back(kept: Place, carol: Person, day: Day, mailbox: Mailbox) -> None:
    mailbox.refusal = "451 not now"
    assert day() == []
    mailbox.refusal = ""
    assert len(day()) == 1


def test_it_is_planned_once(kept: Place, day: Day) -> None:
    day()
    day()
    with unit():
        assert [job.work for job in session.query(Job)] == ["wiki.pages.mailing.ask_keepers"]
