"""What owners do: invite, suspend, share the work, and decide how the team is entered."""

from dataclasses import dataclass

from wiki.accounts.actions.secrets import LINK
from wiki.accounts.events import LanguageChanged
from wiki.accounts.links import Purpose, make_link, void_links
from wiki.accounts.models import OneTimeLink, User
from wiki.accounts.policy import is_last_owner, may_manage_team, require_owner
from wiki.accounts.queries import the_team
from wiki.accounts.sessions import end_all_sessions
from wiki.core.clock import FIRST_ZONE, now
from wiki.core.db import session
from wiki.core.errors import KringError, NotAllowed
from wiki.core.facts import announce
from wiki.core.later import slow_work
from wiki.core.mail import send


class LastOwner(KringError):
    """Somebody must remain to look after the team."""


@dataclass(frozen=True, kw_only=True)
class TeamSettings:
    name: str
    language: str
    open_sign_up: bool
    zone: str = FIRST_ZONE


def change_team(by: User, settings: TeamSettings) -> None:
    require_owner(by)
    team = the_team()
    if settings.language != team.language:
        announce(LanguageChanged())
    team.name, team.language, team.open_sign_up = settings.name, settings.language, settings.open_sign_up
    team.zone = settings.zone
    session.add(team)


def invite(by: User, email: str | None = None) -> str:
    """The path of a new invitation, to be handed over by the owner."""
    require_owner(by)
    return make_link(Purpose.INVITATION, made_by_id=by.id, email=email)


@slow_work
def mail_invitation(email: str, by_id: int, subject: str, text: str, address: str) -> None:
    """Mails an invitation, made at the last moment like a reset link. `text` holds {link} where it belongs."""
    by = session.get_one(User, by_id)
    if not may_manage_team(by):
        return
    send(email, subject, text.replace(LINK, address + make_link(Purpose.INVITATION, made_by_id=by.id, email=email)))


def withdraw(invitation: OneTimeLink, by: User) -> None:
    require_owner(by)
    session.delete(invitation)


def reset_link_for(member: User, by: User) -> str:
    """The path of a link with which this person chooses a new password; earlier ones no longer work.

    For the author of imported pages it is the way to become a member as whom they are known.
    """
    require_owner(by)
    if member.is_demo or not member.is_active:
        raise NotAllowed("reset", member)
    void_links(Purpose.RESET, user_id=member.id)
    return make_link(Purpose.RESET, user_id=member.id, made_by_id=by.id)


def suspend(member: User, by: User) -> None:
    """Signs this member out everywhere and lets them in no more. Raises LastOwner."""
    _require_another_owner(member, by)
    if member.suspended_at is None:
        end_all_sessions(member)
        void_links(Purpose.RESET, user_id=member.id)
        member.suspended_at = now()


def unsuspend(member: User, by: User) -> None:
    require_owner(by)
    member.suspended_at = None


def make_owner(member: User, by: User) -> None:
    require_owner(by)
    if not member.is_active:
        raise NotAllowed("make owner", member)
    member.is_owner = True


def make_member(owner: User, by: User) -> None:
    """Takes the owner's rights away. Raises LastOwner."""
    _require_another_owner(owner, by)
    owner.is_owner = False


def _require_another_owner(member: User, by: User) -> None:
    require_owner(by)
    if is_last_owner(member):
        raise LastOwner(member.handle)
