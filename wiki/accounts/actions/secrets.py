"""Changing a password, and choosing a new one by mail or by a link from the owner."""

from wiki.accounts.actions.signing_in import prove
from wiki.accounts.delays import Origin
from wiki.accounts.events import MemberJoined
from wiki.accounts.links import Purpose, make_link, open_link, use_link, void_links
from wiki.accounts.models import User
from wiki.accounts.passwords import hash_password
from wiki.accounts.queries import known_as
from wiki.accounts.sessions import end_all_sessions
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.later import slow_work
from wiki.core.mail import send

LINK = "{link}"


def change_password(user: User, old: str, new: str, origin: Origin, keep_session_id: int) -> bool:
    """False when the old one is wrong. Every other browser is signed out. Raises TooMany."""
    if not prove(user, user.handle, old, origin):
        return False
    _set_password(user, new, keep_session_id)
    return True


def reset_password(token: str, new: str) -> User:
    """Uses a reset link; every browser is signed out. An imported author becomes a member. Raises LinkGone."""
    link = open_link(Purpose.RESET, token)
    user = session.get_one(User, link.user_id)
    password_hash = hash_password(new)
    use_link(link)
    if user.password_hash is None:
        announce(MemberJoined(user.id))
    _keep(user, password_hash, keep_session_id=None)
    return user


def _set_password(user: User, new: str, keep_session_id: int | None) -> None:
    _keep(user, hash_password(new), keep_session_id)


def _keep(user: User, password_hash: str, keep_session_id: int | None) -> None:
    user.password_hash = password_hash
    void_links(Purpose.RESET, user_id=user.id)
    end_all_sessions(user, except_id=keep_session_id)


@slow_work
def mail_reset_link(email: str, subject: str, text: str, address: str) -> None:
    """Mails a reset link to the member with this address, if there is one.

    Asked for whether or not there is one, so that the asker sees and times the same. The link is made here, at the last
    moment: a job waits in the database, where no token may lie. `text` holds {link} where it belongs.
    """
    user = known_as(email)
    if user is None or user.password_hash is None or not user.is_active:
        return
    send(user.email, subject, text.replace(LINK, address + make_link(Purpose.RESET, user_id=user.id)))
