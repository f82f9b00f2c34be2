"""A week of a team of fifty, as busy as months of the handbook's real history: nobody is flooded.

Who wrote what at which hour of which weekday is what git says; that somebody is named is invented, and often.
"""

import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from tests.conftest import Person, make_person
from tests.notifications.test_mailing import Time, time
from wiki.comments.actions import begin_thread
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.paths import shipped
from wiki.core.unit import unit
from wiki.notifications.models import InboxLine
from wiki.pages.actions import create_page
from wiki.pages.events import PageSaved
from wiki.pages.policy import page_for
from wiki.spaces.actions import create_space
from wiki.spaces.models import Role

__all__ = ["time"]
pytestmark = pytest.mark.slow

PEOPLE, COMMITS, NAMED_EACH = 50, 250, 3
HERE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, tzinfo=HERE)


def history(folder: Path) -> list[tuple[datetime, str, str]]:
    """(moment of the week, author, page) of the last commits, one page of each, in the order of the week."""
    subprocess.run(["git", "clone", "--quiet", "--bare", shipped("demo") / "handbook.bundle", folder], check=True)
    last = ["--no-merges", f"-{COMMITS}", "--format=%x01%at %ae", "--name-only"]
    log = ["git", "-C", folder, "log", *last, "--", "*.md"]
    told = subprocess.run(log, check=True, capture_output=True, text=True).stdout
    found = []
    for commit in told.split("\x01")[1:]:
        head, _, files = commit.partition("\n")
        at, _, author = head.partition(" ")
        then = datetime.fromtimestamp(int(at), HERE)
        moment = MONDAY + timedelta(days=then.weekday(), hours=then.hour, minutes=then.minute)
        found.append((moment, author, files.split()[0]))
    return sorted(found)


def test_nobody_is_flooded_in_a_week(time: Time, tmp_path: Path) -> None:
    """Every second person looks into their inbox at ten and at three, the others never do."""
    people = [make_person(f"p{number:02}", f"Person {number}", password_hash="x") for number in range(PEOPLE)]
    written = history(tmp_path / "handbook")
    pages = furnish(people[0], [path for _, _, path in written])
    who = {author: people[at % PEOPLE] for at, author in enumerate(dict.fromkeys(author for _, author, _ in written))}
    told, mails, last, at_ten = Counter[int](), list[Message](), dict[str, Person](), False

    def count(_mapper: object, _connection: object, line: InboxLine) -> None:
        told[line.user_id] += line.unread and line.at == time.at

    for kind in ("before_insert", "before_update"):
        event.listen(InboxLine, kind, count)
    time.at = MONDAY.astimezone(UTC)
    for number, (moment, author, path) in enumerate(written):
        mails += wait(time, moment)
        here = moment.hour in (10, 15)
        if here and not at_ten:
            look(people[::2])
        at_ten = here
        person, before = who[author], last.get(path)
        with unit():
            announce(PageSaved(pages[path], number + 1, (person.id,)))
        if number % NAMED_EACH == 0 and before and before != person:
            with unit():
                page = page_for(person.user, pages[path])
                begin_thread(person.user, page, f"@{before.handle}, is this so?")
        last[path] = person
    mails += wait(time, MONDAY + timedelta(days=7))
    for kind in ("before_insert", "before_update"):
        event.remove(InboxLine, kind, count)

    received = Counter(str(mail["To"]) for mail in mails)
    assert len(mails) > 10, "something was told"
    assert sum(told.values()) > 50
    assert median(received[f"{person.handle}@example.org"] for person in people) <= 5
    assert median(told[person.id] for person in people) <= 12
    assert max(received.values()) <= 5 * (1 + 4)
    sent = [datetime.strptime(str(mail["X-Test-Sent"]), "%Y-%m-%dT%H:%M:%S%z").astimezone(HERE) for mail in mails]
    assert all(9 <= at.hour < 17 and at.isoweekday() <= 5 for at in sent)


def furnish(owner: Person, paths: list[str]) -> dict[str, int]:
    with unit():
        space = create_space(owner.user, "Handbook", team_role=Role.EDITOR)
        return {path: create_page(owner.user, space, path).id for path in dict.fromkeys(paths)}


def wait(time: Time, until: datetime) -> list[Message]:
    """The mails that came by then, each stamped with the moment."""
    came = []
    while time.at < until:
        step = min(timedelta(minutes=15), until.astimezone(UTC) - time.at)
        for mail in time.passes(seconds=step.total_seconds()):
            mail["X-Test-Sent"] = time.at.strftime("%Y-%m-%dT%H:%M:%S%z")
            came.append(mail)
    return came


def look(people: list[Person]) -> None:
    with unit():
        for line in session.query(InboxLine).where(InboxLine.user_id.in_([person.id for person in people])):
            line.unread = False
