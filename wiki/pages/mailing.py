"""Once a week people are told by mail of pages of theirs that may not hold any more. Nothing to tell, no mail."""

from datetime import timedelta

from babel.dates import format_date
from sqlalchemy import or_, select

from wiki.accounts.models import User
from wiki.accounts.queries import CAN_SIGN_IN, the_team
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import later, slow_work, work
from wiki.core.mail import can_send, send, site
from wiki.core.speaking import spoken
from wiki.pages.needing import Needing, needing

LOOKED_EVERY = timedelta(days=1)
WEEK = timedelta(days=7)


@work
def ask_keepers() -> None:
    """Runs once a day: whoever was not written to for a week has a turn."""
    if can_send():
        longest_ago = or_(User.weekly_mailed_at.is_(None), User.weekly_mailed_at <= now() - WEEK)
        wanting = User.weekly_mail, User.suspended_at.is_(None), CAN_SIGN_IN, longest_ago
        for user_id in session.scalars(select(User.id).where(*wanting).order_by(User.id)).all():
            later(mail_keeper, user_id=user_id)
    later(ask_keepers, wait=LOOKED_EVERY)


@slow_work
def mail_keeper(user_id: int) -> None:
    """Asked anew at the last moment: the mail host may have been away for days."""
    user = session.get(User, user_id)
    if user is None or not user.weekly_mail or _written_to(user):
        return
    pages = needing(user)
    if pages:
        send(user.email, *words_for(user, pages))
        user.weekly_mailed_at = now()


def words_for(user: User, pages: list[Needing]) -> tuple[str, str]:
    """Subject and text, in the language of the person, or else of the team."""
    language = user.language or the_team().language
    said = spoken(language)
    _, ngettext = said.gettext, said.ngettext
    subject = ngettext("%(num)s page needs you", "%(num)s pages need you", len(pages))
    lines = [f"{page.title} ({page.space_name})\n{_why(page, language)}\n{site()}{page.url}" for page in pages]
    begin = _("These pages of yours may not hold any more. Look at them, change them or press “Still true”.")
    end = _("You get this at most once a week. Your account turns it off: %(address)s", address=f"{site()}/me")
    return subject, "\n\n".join([begin, *lines, end]) + "\n"


def _why(page: Needing, language: str) -> str:
    _ = spoken(language).gettext
    if page.why == "due" and page.due_on:
        return _("To be looked at by %(day)s", day=format_date(page.due_on, "d MMM yyyy", locale=language))
    if page.why == "old":
        return _("Last changed %(when)s", when=format_date(page.changed_at, "d MMM yyyy", locale=language))
    return _("Not true any more: %(what)s", what=page.what) if page.what else _("Not true any more")


def _written_to(user: User) -> bool:
    return user.weekly_mailed_at is not None and user.weekly_mailed_at > now() - WEEK
