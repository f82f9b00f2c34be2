"""What waits in an inbox, by mail: a digest each working day, and sooner where somebody is named and has not looked.

Nothing goes out outside of working hours. Each job asks anew what holds at its moment, since the mail host may have
been away.
"""

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select

from wiki.accounts.models import User
from wiki.accounts.queries import CAN_SIGN_IN
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import later, slow_work, work
from wiki.core.mail import answers_to, can_send, send
from wiki.core.sealing import seal
from wiki.notifications.choosing import choice_of, hours_of
from wiki.notifications.letters import Letter, digest_letter, line_letter, stop_address
from wiki.notifications.models import Because, InboxLine, MailChoice
from wiki.notifications.queries import Line, lines_of
from wiki.notifications.turns import asked_for
from wiki.notifications.watching import How, Watch, changed_for
from wiki.pages.daily import sources

UNSEEN_FOR = timedelta(minutes=15)
"""Of working time; whoever looked by then needs no mail."""
MOST_SOON = 4
"""Mails a day beside the digest, which has the rest."""
LOOKED_EVERY = timedelta(minutes=10)
A_DAY = timedelta(days=1)
SOON = (
    Because.MENTION,
    Because.TASK,
    Because.REVIEW,
    Because.FEEDBACK,
    Because.QUESTION,
    Because.ACCESS,
    Because.LET_IN,
)


def mail_unless_seen(person: User, because: Because) -> None:
    """Somebody was told in their inbox just now."""
    if because in SOON and can_send():
        choice = choice_of(person)
        if choice.soon:
            later(mail_soon, wait=hours_of(choice).worked(now(), UNSEEN_FOR) - now(), user_id=person.id)


@slow_work
def mail_soon(user_id: int) -> None:
    """A mail for each thread that names them and that they have not seen; what waits less long has a job of its own."""
    user = _reachable(user_id)
    if user is None or not (choice := choice_of(user)).soon:
        return
    hours, at = hours_of(choice), now()
    if not hours.holds(at):
        later(mail_soon, wait=hours.worked(at, UNSEEN_FOR) - at, user_id=user_id)
        return
    if choice.soon_on != hours.local(at).date():
        choice.soon_on, choice.soon_sent = hours.local(at).date(), 0
    ripe = [line for line in _waiting(user) if line.because in SOON and hours.worked(line.at, UNSEEN_FOR) <= at]
    for line in ripe[: MOST_SOON - choice.soon_sent]:
        answers = answers_to(seal("answer", user.id, line.thread_id)) if line.thread_id else ""
        _send(user, line_letter(user, line, may_answer=bool(answers)), [line], answers)
        choice.soon_sent += 1


@work
def begin_digests() -> None:
    """Runs every few minutes: whose hour it is has a turn, once a day."""
    if can_send():
        for user, first in session.execute(_waiting_since()).all():
            choice = choice_of(user)
            if is_due(choice, first):
                choice.digested_on = hours_of(choice).local(now()).date()
                later(mail_digest, user_id=user.id)
    later(begin_digests, wait=LOOKED_EVERY)


_FRESH = and_(InboxLine.unread, InboxLine.done_at.is_(None), InboxLine.mailed_at.is_(None), ~InboxLine.unmailed)


def _waiting_since() -> Select[User, datetime]:
    """Whoever might have a digest, and since when their first line waits: None, when there is none."""
    sideways = select(Watch.user_id).where(Watch.how == How.SIDEWAYS)
    watching = (User.id.in_(ids) for ids in (sideways, *(source.whose() for source in sources)))
    return (
        select(User, func.min(InboxLine.at))
        .outerjoin(InboxLine, and_(InboxLine.user_id == User.id, _FRESH))
        .where(User.suspended_at.is_(None), CAN_SIGN_IN)
        .where(or_(InboxLine.id.is_not(None), *watching))
        .group_by(User.id)
    )


def is_due(choice: MailChoice, since: datetime | None) -> bool:
    """Whether it is their hour, or was today and they are at work; and something waits `since` before it."""
    hours, at = hours_of(choice), now()
    here = hours.local(at)
    hour = here.replace(hour=choice.hour, minute=0, second=0, microsecond=0)
    in_time = here.hour == choice.hour or hours.holds(at)
    is_day = hours.works_on(at) and choice.digested_on != here.date()
    return choice.digest and is_day and in_time and hour <= here and (since is None or since <= hour)


@slow_work
def mail_digest(user_id: int) -> None:
    user = _reachable(user_id)
    if user is None or not (choice := choice_of(user)).digest:
        return
    lines = _waiting(user)
    since = choice.digested_at or now() - A_DAY
    changed, questions = changed_for(user, since), asked_for(user, since)
    news = [one for source in sources for one in source.take(user)]
    if lines or changed or questions or news:
        _send(user, digest_letter(user, lines, changed, questions, news), lines)
    choice.digested_at = now()


def _reachable(user_id: int) -> User | None:
    user = session.get(User, user_id)
    return user if user and user.is_active else None


def _waiting(user: User) -> list[Line]:
    """What they have neither seen nor been told of by mail."""
    return [line for line in lines_of(user) if line.unread and not line.mailed and not line.unmailed]


def _send(user: User, letter: Letter, lines: list[Line], answers: str = "") -> None:
    send(user.email, letter.subject, letter.text, html=letter.html, stop=stop_address(user), answers=answers)
    for line in lines:
        session.get_one(InboxLine, line.id).mailed_at = now()
