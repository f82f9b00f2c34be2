"""Mail about what waits, over a real SMTP server on this machine, at the hours that somebody works."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parseaddr
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import PASSWORD, Person, Place
from tests.core.test_mail import Mailbox, running
from tests.notifications.test_inbox import begin, lines, say
from tests.search.test_finding import write
from wiki.accounts.models import Team
from wiki.accounts.passwords import hash_password
from wiki.comments.actions import see
from wiki.comments.models import Remark
from wiki.core import clock, later
from wiki.core.db import session
from wiki.core.later import Job, run_due
from wiki.core.mail import use_mail
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.notifications import actions, answering, mailing
from wiki.notifications.choosing import choice_of
from wiki.notifications.mailing import begin_digests
from wiki.notifications.models import MailChoice
from wiki.search import indexing
from wiki.search.kept import keep_search

As = Callable[[Person | None], FlaskClient]
MONDAY_NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
"""Twelve o'clock in Amsterdam."""


class Time:
    """A clock that a test turns; work that is due by then is done."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.at, self.mailbox = MONDAY_NOON, mailbox

    def passes(self, **long: float) -> list[Message]:
        """The mails that came meanwhile, looked at every quarter of an hour."""
        self.mailbox.mails.clear()
        until = self.at + timedelta(**long)
        while self.at < until:
            self.at = min(until, self.at + timedelta(minutes=15))
            while run_due():
                pass
        return list(self.mailbox.mails)


@pytest.fixture
def time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Time]:
    mailbox = Mailbox()
    turned = Time(mailbox)
    for module in (clock, later, actions, mailing):
        monkeypatch.setattr(module, "now", lambda: turned.at)
    with running(mailbox) as port:
        environ = {"SMTP_URL": f"smtp://127.0.0.1:{port}", "BASE_URL": "https://wiki.example.org"}
        use_mail(read_settings(environ | {"REPLY_TO": "kring@example.org"}))
        with unit():
            later.plan(begin_digests)
        yield turned
    use_mail(read_settings({}))


@pytest.fixture
def carol_works(carol: Person, place: Place) -> Person:
    with unit():
        carol.user.password_hash = hash_password(PASSWORD)
    return carol


def choose(person: Person, **choices: object) -> None:
    with unit():
        choice = choice_of(person.user)
        for name, value in choices.items():
            setattr(choice, name, value)


def text(mail: Message, kind: str = "plain") -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == f"text/{kind}"]
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data.decode()


def test_who_is_named_and_does_not_look_gets_one_mail(
    time: Time, place: Place, bob: Person, carol_works: Person
) -> None:
    thread_id = begin(place, bob, "Does *this* hold, @carol? <b>&amp;")
    for _ in range(30):
        with unit():
            actions.tell(
                [carol_works.user], actions.Because.MENTION, thread_id, session.scalars(select(Remark.id)).one()
            )
    assert time.passes(minutes=14) == []
    (mail,) = time.passes(hours=2)
    assert mail["To"] == "carol@example.org"
    assert mail["Subject"] == "Bob de Boer named you in “First steps”"
    assert "Bob de Boer: Does this hold, @carol? <b>&amp;" in text(mail)
    assert f"https://wiki.example.org/threads/{thread_id}" in text(mail)
    assert "Does this hold, @carol? &lt;b&gt;&amp;amp;" in text(mail, "html")
    assert "because you are named" in text(mail)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert time.passes(days=3) == [], "one line, one mail"


def test_who_looked_in_time_or_wants_none_gets_none(time: Time, place: Place, bob: Person, carol_works: Person) -> None:
    thread_id = begin(place, bob, "@carol?")
    with unit():
        see(carol_works.user, {thread_id: session.scalars(select(Remark.id)).one()})
    assert time.passes(days=2) == []
    choose(carol_works, soon=False, digest=False)
    begin(place, bob, "@carol!")
    assert time.passes(days=2) == []


def test_nothing_goes_out_outside_of_working_hours(time: Time, place: Place, bob: Person, carol_works: Person) -> None:
    time.passes(days=4, hours=6)
    begin(place, bob, "@carol, on Friday evening")
    assert time.passes(hours=62, minutes=45) == [], "until Monday at nine"
    (mail,) = time.passes(minutes=30)
    assert "Friday evening" in text(mail)
    choose(carol_works, zone="America/New_York")
    begin(place, bob, "@carol, early there")
    assert time.passes(hours=5) == []
    assert len(time.passes(hours=2)) == 1


def test_four_a_day_and_the_rest_in_the_digest(time: Time, place: Place, bob: Person, carol_works: Person) -> None:
    for number in range(6):
        begin(place, bob, f"@carol {number}?")
    assert len(time.passes(hours=8)) == 4
    said = begin(place, carol_works, "And what do you say?")
    say(said, bob, "This: nothing.")
    (digest,) = time.passes(days=1)
    assert digest["Subject"] == "3 things wait for you"
    assert "This: nothing." in text(digest)
    assert text(digest).count("because you are named") == 2
    assert digest["Reply-To"] is None
    assert time.passes(days=4) == [], "skipped when there is nothing new"


def test_the_digest_comes_at_the_hour_and_in_the_language_of_who_gets_it(
    time: Time, place: Place, bob: Person, carol_works: Person
) -> None:
    choose(carol_works, soon=False, hour=14)
    with unit():
        carol_works.user.language = "nl"
    begin(place, bob, "@carol, lees je mee?")
    assert time.passes(minutes=105) == []
    (mail,) = time.passes(minutes=30)
    assert mail["Subject"] == "Er wacht 1 ding op je"
    assert '<html lang="nl">' in text(mail, "html")


def test_a_dead_host_delays_the_mail_alone(
    time: Time, place: Place, bob: Person, carol_works: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, real = [], mailing.send

    def dies_twice(*args: str, **more: str) -> None:
        sent.append(args)
        if len(sent) < 3:
            raise OSError("no such host")
        real(*args, **more)

    monkeypatch.setattr(mailing, "send", dies_twice)
    begin(place, bob, "@carol?")
    assert len(time.passes(hours=2)) == 1
    assert len(sent) == 3


def test_one_click_stops_a_thread_or_all(time: Time, place: Place, as_: As, bob: Person, carol_works: Person) -> None:
    guest = as_(None)
    thread_id = begin(place, bob, "@carol?")
    (mail,) = time.passes(minutes=30)
    whole = mail["List-Unsubscribe"].strip().strip("<>").removeprefix("https://wiki.example.org")
    one = text(mail).split("thread: https://wiki.example.org")[1].split()[0]
    assert "No more mail of this thread?" in guest.get(one).text
    say(thread_id, bob, "@carol, again")
    with unit():
        assert not lines(carol_works)[0].unmailed, "looking at the link stops nothing"
    assert guest.post(one, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert time.passes(days=2) == []
    begin(place, bob, "@carol, another one")
    assert len(time.passes(minutes=30)) == 1
    assert guest.post(whole).status_code == 200
    begin(place, bob, "@carol, a third one")
    assert time.passes(days=2) == []
    with unit():
        assert not carol_works.user.weekly_mail
    assert len(lines(carol_works)) == 3
    for wrong in (one[:-1], one[:-1] + ("0" if one[-1] != "0" else "1"), one.replace(f"-{thread_id}-", "-0-")):
        assert guest.post(wrong).status_code == 404


def test_an_answer_by_mail_is_said_in_the_thread(time: Time, place: Place, bob: Person, carol_works: Person) -> None:
    thread_id = begin(place, bob, "@carol?")
    (mail,) = time.passes(minutes=30)
    there = parseaddr(mail["Reply-To"].strip())[1]
    written = f"""From: Carol <Carol@example.org>
To: {there}
Subject: Re: something
Message-ID: <1@example.org>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Ja, dat klopt.

En de *rest* ook.

Op ma 23 nov 2026 om 12:15 schreef Kring <kring@example.org>:
> First steps (Field work)
> Bob de Boer: @carol?
"""
    answered(written)
    assert said_in(thread_id) == ["@carol?", "Ja, dat klopt.\n\nEn de *rest* ook."]
    for wrong, why in (
        (written.replace("Carol@", "mallory@"), "address that the mail came to"),
        (written.replace(there, "kring@example.org"), "belongs to no thread"),
        (written.replace("-", "-9", 1) if "-" in there else written, "belongs to no thread"),
        (written.replace(f"+{carol_works.id}-", f"+{bob.id}-"), "belongs to no thread"),
    ):
        with pytest.raises(answering.NotTaken, match=why), unit():
            answering.take(wrong.encode())
    with unit():
        assert not answering.take(written.replace("Subject:", "Auto-Submitted: auto-replied\nSubject:").encode())
    assert len(said_in(thread_id)) == 2


def test_a_mail_host_hands_answers_over(app: Flask, time: Time, place: Place, bob: Person, carol_works: Person) -> None:
    """Its folder is that of the test; the server that runs on it says what was handed over."""
    begin(place, bob, "@carol?")
    (mail,) = time.passes(minutes=30)
    head = f"From: carol@example.org\nTo: {parseaddr(mail['Reply-To'].strip())[1]}\n"
    settings = app.config["KRING"]
    for text_, status in ((head + "\nYes.\n", os.EX_OK), (head.replace("carol@", "x@") + "\nNo.\n", os.EX_NOPERM)):
        assert answering.take_from(BytesIO(text_.encode()), settings)[0] == status
    while run_due():
        pass
    with unit():
        assert session.scalars(select(Remark.text).order_by(Remark.id)).all()[-1] == "Yes."


@pytest.mark.parametrize(
    ("kind", "body", "own"),
    [
        ("plain", "Fine.\n-- \nCarol\nTel. 1", "Fine."),
        ("plain", "Fine.\n\nOn Mon, 23 Nov 2026 at 12:15, Kring\n<kring@example.org> wrote:\n\n> x", "Fine."),
        ("plain", "1: yes\n2: no\n", "1: yes\n2: no"),
        ("plain", "Yes.\n\n-----Original Message-----\nFrom: x", "Yes."),
        ("html", "<style>p{}</style><p>Fine &amp; <b>good</b>.</p><blockquote><p>old</p></blockquote>", "Fine & good."),
    ],
)
def test_what_of_a_mail_is_ones_own(kind: str, body: str, own: str) -> None:
    from email import message_from_string, policy

    message = message_from_string(f"Content-Type: text/{kind}\n\n{body}", policy=policy.default)
    assert answering.own_words(message) == own


def test_choices_are_kept_and_checked(app: object, place: Place, as_: As, carol: Person) -> None:
    client = as_(carol)
    app.config["WTF_CSRF_ENABLED"] = False  # type: ignore[attr-defined]
    sent = {"digest": "y", "hour": "8", "begins": "7", "ends": "15", "days": ["2", "1"], "zone": "Europe/Brussels"}
    try:
        assert client.post("/me/mail", data=sent).status_code == 303
        wrong = client.post("/me/mail", data=sent | {"ends": "6", "days": []})
    finally:
        app.config["WTF_CSRF_ENABLED"] = True  # type: ignore[attr-defined]
    assert wrong.status_code == 422
    assert "Let it end after it begins." in wrong.text
    assert "Choose at least one day." in wrong.text
    with unit():
        choice = session.get_one(MailChoice, carol.id)
        assert (choice.digest, choice.soon, choice.hour, choice.days, choice.zone) == (
            True, False, 8, "12", "Europe/Brussels",
        )  # fmt: skip


def answered(written: str) -> None:
    with unit():
        assert answering.take(written.encode())
    with unit():
        assert session.scalar(select(Job.id).where(Job.work.like("%answering.say")))
    while run_due():
        pass


def said_in(thread_id: int) -> list[str]:
    with unit():
        return list(session.scalars(select(Remark.text).where(Remark.thread_id == thread_id).order_by(Remark.id)))


def test_zone_of_the_team(database: None) -> None:
    with unit():
        assert (session.scalar(select(Team.zone)) or Team.zone.default.arg) == "Europe/Amsterdam"


def test_a_watched_search_is_told_of_in_the_daily_mail_alone(
    time: Time, written: Place, bob: Person, carol_works: Person
) -> None:
    indexing.rebuild()
    with unit():
        keep_search(carol_works.user, "<Keys>", "key", "best", watched=True)
    assert time.passes(days=2) == [], "nothing is new, so there is no mail"
    write(bob, written, "Kitchen", "A key to the beans.")
    indexing.drain()
    (mail,) = time.passes(days=2)
    assert mail["Subject"] == "1 new page in your searches"
    assert "New in your search “<Keys>”:" in text(mail)
    assert "Kitchen: https://wiki.example.org/p/2-kitchen" in text(mail)
    assert "“&lt;Keys&gt;”" in text(mail, "html")
    assert lines(carol_works) == []
