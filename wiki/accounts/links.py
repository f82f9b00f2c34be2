"""Links that carry a right: to join, to choose a new password, to become the first owner. One purpose, one use."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import CursorResult, select, update

from wiki.accounts.models import OneTimeLink
from wiki.accounts.tokens import digest, new_token
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import NotFound


class Purpose(StrEnum):
    OWNER = "owner"
    INVITATION = "invitation"
    RESET = "reset"


LIVES_FOR = {
    Purpose.OWNER: timedelta(days=7),
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(minutes=30),
}
PATHS = {Purpose.OWNER: "/welcome/", Purpose.INVITATION: "/join/", Purpose.RESET: "/reset/"}


class LinkGone(NotFound):
    """Never made, used, withdrawn or too old: all look the same."""


def make_link(
    purpose: Purpose, *, user_id: int | None = None, made_by_id: int | None = None, email: str | None = None
) -> str:
    """A new link as a path. It can be shown now and never again. Writes only when the unit of work ends."""
    token = new_token()
    expires_at = now() + LIVES_FOR[purpose]
    link = OneTimeLink(purpose=purpose, token_hash=digest(token), expires_at=expires_at)
    link.user_id, link.made_by_id, link.email = user_id, made_by_id, email
    session.add(link)
    return PATHS[purpose] + token


def open_link(purpose: Purpose, token: str) -> OneTimeLink:
    """The link, still to be used. Raises LinkGone."""
    usable = OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > now()
    ours = OneTimeLink.token_hash == digest(token), OneTimeLink.purpose == purpose
    link = session.scalar(select(OneTimeLink).where(*ours, *usable))
    if link is None:
        raise LinkGone(purpose)
    return link


def use_link(link: OneTimeLink) -> None:
    """Spends the link; of two who try at once one gets LinkGone."""
    unused = update(OneTimeLink).where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
    spent = session.execute(unused.values(used_at=now()))
    assert isinstance(spent, CursorResult)
    if spent.rowcount == 0:
        raise LinkGone(link.purpose)


def void_links(purpose: Purpose, *, user_id: int | None = None) -> None:
    """No earlier link for this purpose, or this person, works any longer."""
    unused = update(OneTimeLink).where(OneTimeLink.purpose == purpose, OneTimeLink.used_at.is_(None))
    session.execute(unused.where(OneTimeLink.user_id == user_id).values(used_at=now()))
