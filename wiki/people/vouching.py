"""Colleagues say what somebody knows. It is proposed to that person first, shown once they accepted it, and either of
them takes it back. What may be said are the team's own tags, and only those that both know of."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from wiki.accounts.models import User
from wiki.accounts.queries import CAN_SIGN_IN
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.pages.details import valid_tag
from wiki.pages.people import Keeper
from wiki.people.fields import known_tags
from wiki.people.leaving import is_left_out
from wiki.people.models import Vouch
from wiki.people.policy import Viewer
from wiki.spaces.models import Tag

SHOWN = 100


@dataclass(frozen=True)
class Said:
    """What a colleague said that somebody knows."""

    by: Keeper
    tag_id: int
    tag: str


def may_be_vouched_for(person: User) -> bool:
    """Only who can answer is asked."""
    return bool(session.scalar(select(User.id).where(User.id == person.id, User.suspended_at.is_(None), CAN_SIGN_IN)))


def vouch(by: User, person: User, typed: str) -> None:
    """Propose it to the person. What they declined once is not proposed again, and nobody is told. Raises Invalid or
    NotFound."""
    if not may_be_vouched_for(person):
        raise NotFound(person.handle)
    if by.id == person.id:
        raise Invalid("tag", "Somebody else has to say it of you.")
    name = valid_tag(typed)
    tag_id = known_tags(by).get(name)
    if tag_id is None or tag_id not in known_tags(person).values():
        raise Invalid("tag", "Choose a tag that the team uses already.")
    if is_left_out(person.id, tag_id):
        raise Invalid("tag", "%(name)s does not want to be named for this.", name=person.name)
    if session.get(Vouch, (person.id, by.id, tag_id)) is None:
        session.add(Vouch(person_id=person.id, by_id=by.id, tag_id=tag_id))
        person.has_news = True


def accept(person: User, by_id: int, tag_id: int) -> None:
    """Raises NotFound."""
    row = _row(person.id, by_id, tag_id)
    row.accepted_at, row.declined_at = now(), None


def decline(person: User, by_id: int, tag_id: int) -> bool:
    """No thanks, now or later; whether it was shown until then. Raises NotFound."""
    row = _row(person.id, by_id, tag_id)
    was_shown = row.accepted_at is not None
    row.accepted_at, row.declined_at = None, now()
    return was_shown


def take_back(by: User, person: User, tag_id: int) -> None:
    """What was declined stays declined. Raises NotFound."""
    row = _row(person.id, by.id, tag_id)
    if row.declined_at is None:
        session.delete(row)


def _row(person_id: int, by_id: int, tag_id: int) -> Vouch:
    found = session.get(Vouch, (person_id, by_id, tag_id))
    if found is None:
        raise NotFound(str(tag_id))
    return found


def proposed_to(person: User) -> list[Said]:
    """What waits for their answer, the last first, as far as they still see the tags."""
    waits = Vouch.accepted_at.is_(None) & Vouch.declined_at.is_(None)
    return _known_to(person, _said(Vouch.person_id == person.id, waits))


def vouches_of(person: User, viewer: Viewer) -> list[Said]:
    """What they accepted, by tag and then by name, as far as the viewer sees the tags; their own they see all."""
    said = _said(Vouch.person_id == person.id, Vouch.accepted_at.is_not(None))
    shown = said if viewer.id == person.id else _known_to(viewer, said)
    return sorted(shown, key=lambda each: (each.tag, each.by.name.casefold()))


def proposed_by(by: User, person: User) -> list[Said]:
    """What this person said of that one, whatever became of it."""
    return _said(Vouch.by_id == by.id, Vouch.person_id == person.id)


def _said(*which: ColumnElement[bool]) -> list[Said]:
    rows = session.execute(
        select(User.id, User.handle, User.name, Tag.id, Tag.name)
        .join(Vouch, Vouch.by_id == User.id)
        .join(Tag, Tag.id == Vouch.tag_id)
        .where(*which, User.suspended_at.is_(None))
        .order_by(Vouch.at.desc(), func.lower(User.name), Tag.name)
        .limit(SHOWN)
    )
    return [Said(Keeper(user_id, handle, name), tag_id, tag) for user_id, handle, name, tag_id, tag in rows]


def _known_to(viewer: Viewer, said: list[Said]) -> list[Said]:
    known = set(known_tags(viewer).values()) if said else set()
    return [each for each in said if each.tag_id in known]
