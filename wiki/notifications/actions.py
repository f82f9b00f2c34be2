"""What comes into an inbox, and what its owner does with it."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select, update

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.notifications.mailing import mail_unless_seen
from wiki.notifications.models import Because, InboxLine

LATER = timedelta(days=1)
MUTED = timedelta(days=7)
A_DAY = timedelta(hours=20)
"""After which a page may be told of again: tomorrow at about the same time, and not twice on one day of work."""


def tell(people: Iterable[User], because: Because, thread_id: int, remark_id: int) -> None:
    """Give each of them the line of this thread, or the one they have anew."""
    people = list(people)
    known = {
        line.user_id: line
        for line in session.scalars(
            select(InboxLine).where(InboxLine.thread_id == thread_id, InboxLine.user_id.in_([p.id for p in people]))
        )
    }
    for person in people:
        line = known.get(person.id)
        if line is None:
            line = InboxLine(user_id=person.id, thread_id=thread_id, because=because)
            session.add(line)
        elif _is_muted(line):
            continue
        line.because = because if line.done_at or because == Because.MENTION else line.because
        line.remark_id = remark_id
        _come(line, person, because)


def tell_of_entry(person: User, because: Because, entry_id: int, by_id: int | None) -> None:
    """Give them the line of this page or question, or the one they have anew. That one changed is told once a day."""
    line = line_about(person.id, entry_id=entry_id)
    if line is None or _is_news(line, because):
        _give(line or InboxLine(user_id=person.id, entry_id=entry_id, because=because), person, because, by_id)


def tell_of_request(person: User, because: Because, request_id: int, by_id: int | None) -> None:
    """Give them the line of this request for access, or the one they have anew."""
    line = line_about(person.id, request_id=request_id)
    _give(line or InboxLine(user_id=person.id, request_id=request_id, because=because), person, because, by_id)


def line_about(user_id: int, **about: int) -> InboxLine | None:
    """`entry_id` or `request_id`."""
    return session.scalars(select(InboxLine).filter_by(user_id=user_id, **about)).one_or_none()


def _give(line: InboxLine, person: User, because: Because, by_id: int | None) -> None:
    if _is_muted(line):
        return
    session.add(line)
    line.because = because if line.done_at or because != Because.CHANGED else line.because
    line.by_id = by_id
    _come(line, person, because)


def _come(line: InboxLine, person: User, because: Because) -> None:
    """It is their turn, for the first time or again."""
    line.at, line.unread = now(), True
    line.done_at = line.later_until = line.mailed_at = None
    person.has_news = True
    mail_unless_seen(person, because)


def _is_muted(line: InboxLine) -> bool:
    return line.muted_until is not None and line.muted_until > now()


def _is_news(line: InboxLine, because: Because) -> bool:
    return because != Because.CHANGED or now() - line.at >= A_DAY


def line_of(user: User, line_id: int) -> InboxLine:
    """One of this person's own. Raises NotFound."""
    line = session.get(InboxLine, line_id)
    if line is None or line.user_id != user.id:
        raise NotFound(str(line_id))
    return line


def finish(line: InboxLine) -> None:
    line.done_at, line.unread = now(), False


def take_up_again(line: InboxLine) -> None:
    line.done_at = line.later_until = line.muted_until = None


def put_off(line: InboxLine) -> None:
    """Until tomorrow."""
    line.later_until, line.unread = now() + LATER, True


def mark(line: InboxLine, *, unread: bool) -> None:
    """Marked unread, a page is that whenever they looked at it."""
    line.unread = unread
    line.at = now() if unread and line.entry_id else line.at


def mute(line: InboxLine) -> None:
    """Nothing more of this thread for a week, whatever is said in it."""
    line.muted_until, line.done_at, line.unread = now() + MUTED, now(), False


def read(user_id: int, thread_ids: Iterable[int]) -> None:
    """They have seen these threads."""
    lines = select(InboxLine).where(InboxLine.user_id == user_id, InboxLine.thread_id.in_(list(thread_ids)))
    for line in session.scalars(lines):
        line.unread = False


def finish_of_entry(entry_id: int, because: Iterable[Because], user_id: int | None = None) -> None:
    """Nothing of this kind waits any more, for anybody or for this person."""
    lines = InboxLine.entry_id == entry_id, InboxLine.because.in_(list(because)), InboxLine.done_at.is_(None)
    done = update(InboxLine).where(*lines).values(done_at=now(), unread=False)
    session.execute(done if user_id is None else done.where(InboxLine.user_id == user_id))


def read_entry(user_id: int, entry_id: int) -> None:
    """They have it before them. Writes only where there is something to say."""
    line = session.scalar(select(InboxLine).where(InboxLine.user_id == user_id, InboxLine.entry_id == entry_id))
    if line and line.unread:
        line.unread = False


def look_in(user: User) -> None:
    """The dot at the inbox goes once they have looked."""
    if user.has_news:
        session.get_one(User, user.id).has_news = False
