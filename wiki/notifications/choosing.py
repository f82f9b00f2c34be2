"""What somebody chose about mail."""

from sqlalchemy import update

from wiki.accounts.models import User
from wiki.accounts.queries import the_team
from wiki.core.db import session
from wiki.notifications.hours import Hours
from wiki.notifications.models import InboxLine, MailChoice


def choice_of(user: User) -> MailChoice:
    """Their choices; where they made none, a row to keep some in."""
    choice = session.get(MailChoice, user.id)
    if choice is None:
        choice = usual_choice(user.id)
        session.add(choice)
    return choice


def usual_choice(user_id: int) -> MailChoice:
    """Of who chose nothing; it is kept nowhere."""
    choice = MailChoice(
        user_id=user_id, digest=True, hour=9, soon=True, begins=9, ends=17, days="12345", zone="", watches_own=True
    )
    choice.soon_sent = 0
    return choice


def hours_of(choice: MailChoice) -> Hours:
    return Hours.of(choice, the_team().zone)


def hours_worked_by(user_id: int) -> Hours:
    """When somebody works, as far as is known; asking keeps nothing."""
    return hours_of(session.get(MailChoice, user_id) or usual_choice(user_id))


def stop_line(user: User, thread_id: int, page_id: int) -> None:
    """No more mail of this thread, or, without one, of this page; in the inbox it stays."""
    about = InboxLine.thread_id == thread_id if thread_id else InboxLine.entry_id == page_id
    session.execute(update(InboxLine).where(InboxLine.user_id == user.id, about).values(unmailed=True))


def stop_all(user: User) -> None:
    """No more mail at all, but for what they ask for themselves."""
    choice = choice_of(user)
    choice.digest = choice.soon = user.weekly_mail = False
