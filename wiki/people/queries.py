"""A profile as somebody sees it, and lists of people's details."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.pages.models import Page, PageAuthor, PageKeeper
from wiki.pages.queries import Listed, listed_where
from wiki.pages.tree import Step
from wiki.people.fields import T, t_of
from wiki.people.links import Link
from wiki.people.models import Detail, Profile, ProfileLink, SpokenLanguage
from wiki.people.pins import pins_of
from wiki.people.policy import Viewer, details_seen, readable_for, shows
from wiki.people.vouching import Said, vouches_of

LISTED = 10


@dataclass(frozen=True)
class Seen:
    """What is left empty is not said, or not for this viewer."""

    details: frozenset[Detail]
    headline: str = ""
    role: str = ""
    place: str = ""
    languages: list[str] = field(default_factory=list)
    """Codes."""
    t: T | None = None
    vouches: dict[str, list[Said]] = field(default_factory=dict)
    """What colleagues said, by tag."""
    ask: str = ""
    work: str = ""
    work_until: date | None = None
    links: list[Link] = field(default_factory=list)
    pins: list[Step] = field(default_factory=list)


def profile_as(person: User, viewer: Viewer) -> Seen:
    """What this viewer sees of the person."""
    details = details_seen(person, viewer)
    found: dict[Detail, dict[str, Any]] = {
        Detail.PLACE: {"place": person.place},
        Detail.LANGUAGES: {"languages": languages_of(person.id)},
        Detail.FIELDS: {"t": t_of(person.id), "vouches": _by_tag(vouches_of(person, viewer))},
        Detail.LINKS: {"links": links_of(person.id)},
        Detail.PINS: {"pins": pins_of(person.id, viewer)},
    }
    profile = session.get(Profile, person.id)
    if profile:
        found |= {Detail.HEADLINE: {"headline": profile.headline}, Detail.ROLE: {"role": profile.role}}
        found |= {Detail.ASK: {"ask": profile.ask}, Detail.WORK: _work(profile)}
    shown: dict[str, Any] = {}
    for detail in details:
        shown |= found.get(detail, {})
    return Seen(details, **shown)


def _by_tag(said: Sequence[Said]) -> dict[str, list[Said]]:
    return {tag: [each for each in said if each.tag == tag] for tag in dict.fromkeys(each.tag for each in said)}


def _work(profile: Profile) -> dict[str, Any]:
    """What ended is not told any more."""
    if profile.work_until is None or profile.work_until < now().date():
        return {}
    return {"work": profile.work, "work_until": profile.work_until}


def links_of(user_id: int) -> list[Link]:
    statement = select(ProfileLink.label, ProfileLink.url).where(ProfileLink.user_id == user_id)
    return [Link(*row) for row in session.execute(statement.order_by(ProfileLink.place))]


def languages_of(user_id: int) -> list[str]:
    spoken = select(SpokenLanguage.code).where(SpokenLanguage.user_id == user_id).order_by(SpokenLanguage.place)
    return list(session.scalars(spoken))


def places_of(people: Sequence[User], viewer: User) -> dict[int, str]:
    """Where these people are, as far as the viewer may know."""
    ids = [person.id for person in people]
    rows = session.execute(select(User.id, User.place).where(User.id.in_(ids), shows(Detail.PLACE, viewer)))
    return dict(rows.all())


def headlines_of(user_ids: Collection[int], viewer: Viewer) -> dict[int, str]:
    """What these people say of themselves in a line, as far as the viewer may know."""
    said = select(Profile.user_id, Profile.headline).join(User, User.id == Profile.user_id)
    mine = Profile.user_id.in_(user_ids), Profile.headline != "", shows(Detail.HEADLINE, viewer)
    return dict(session.execute(said.where(*mine)).all()) if user_ids else {}


def kept_by(person: User, viewer: Viewer) -> list[Listed]:
    """Pages this person looks after, the last changed first."""
    last = (
        select(PageKeeper.user_id)
        .where(PageKeeper.page_id == Page.id)
        .order_by(PageKeeper.id.desc())
        .limit(1)
        .correlate(Page)
        .scalar_subquery()
    )
    return _pages(last == person.id, viewer)


def written_by(person: User, viewer: Viewer) -> list[Listed]:
    """Pages this person wrote in, the last changed first."""
    return _pages(Page.id.in_(select(PageAuthor.page_id).where(PageAuthor.user_id == person.id)), viewer)


def _pages(which: ColumnElement[bool], viewer: Viewer) -> list[Listed]:
    return listed_where(readable_for(viewer) & which, None, LISTED)
