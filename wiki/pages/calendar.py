"""Somebody's tasks as a calendar that their programs read, at an address that only they know.

Written here by RFC 5545: it is eight properties of one kind, and a library for it brings two more along.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.accounts.access_tokens import holder
from wiki.accounts.models import User
from wiki.accounts.tokens import digest, new_token
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.pages.tasks import Task

LONGEST_LINE = 75
"""Bytes, without what ends it."""
SAID_OTHERWISE = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


class TaskFeed(Base):
    """The address of somebody's calendar, kept as a hash. Once another one is made it leads nowhere."""

    __tablename__ = "task_feed"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User] = relationship(lazy="raise")


def make_feed(user: User) -> str:
    """The token of a new address, which nobody will see again; one from before leads nowhere from now on."""
    drop_feed(user)
    token = new_token()
    session.add(TaskFeed(user_id=user.id, token_hash=digest(token)))
    return token


def drop_feed(user: User) -> None:
    session.execute(delete(TaskFeed).where(TaskFeed.user_id == user.id))


def feed_of(user: User) -> TaskFeed | None:
    return session.get(TaskFeed, user.id)


def whose_feed(token: str, *, demo: bool) -> User | None:
    """Who may enter still."""
    found = holder(TaskFeed, token, demo=demo)
    return found.user if found else None


def calendar(name: str, tasks: Iterable[Task], address: str) -> str:
    """Tasks with a day, as whole days that leave their people free."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kring//Tasks//EN", "CALSCALE:GREGORIAN", f"NAME:{_text(name)}"),
        f"X-WR-CALNAME:{_text(name)}",
        *(line for task in tasks for line in _event(task, address)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(task: Task, address: str) -> Iterator[str]:
    if task.due_on is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:task-{task.task_id}@{address.partition('//')[2].partition('/')[0]}"
    yield f"DTSTAMP:{now():%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{task.due_on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{task.due_on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(task.text)}"
    yield f"DESCRIPTION:{_text(f'{task.title} · {task.space_name}')}"
    yield f"URL:{address}{task.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """As RFC 5545 wants text said (3.3.11).

    >>> _text("Tea, milk; one\\ntwo")
    'Tea\\\\, milk\\\\; one\\\\ntwo'
    """
    return words.translate(SAID_OTHERWISE)


def _folded(line: str) -> str:
    """In parts of at most 75 bytes, none of which cuts a letter in two (3.1)."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE:
            parts.append(part)
            part = " "
        part += letter
    return "\r\n".join([*parts, part])
