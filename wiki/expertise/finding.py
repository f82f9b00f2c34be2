"""People who know, in two groups, each with why, how the viewer comes to them, and whether they are at work."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import case, select

from wiki.accounts.models import User
from wiki.accounts.queries import CAN_SIGN_IN
from wiki.core.db import session
from wiki.expertise.asking import Question
from wiki.expertise.nearness import Work
from wiki.expertise.presence import Presence, presences
from wiki.expertise.ranking import feedback_at, ranked
from wiki.expertise.reasons import Reason, reasons
from wiki.expertise.saying import names_of
from wiki.expertise.scoring import Standing
from wiki.notifications.watching import How, Kind, Watch
from wiki.pages.models import Page
from wiki.pages.people import Keeper
from wiki.pages.policy import readable_by
from wiki.pages.tree import Step
from wiki.people.leaving import left_out
from wiki.people.models import Detail, SpokenLanguage
from wiki.people.policy import shows
from wiki.saves.people import ids_saved_by
from wiki.search.documents import findable
from wiki.spaces.models import Space

SHOWN, GONE_SHOWN, PROOFS = 7, 3, 3
LISTED = 50
"""Colleagues, of whatever they know."""
LOOKED_AT = 300
LEAST = 0.08
"""Of the best one's score: who has less knows little of it."""
WORKS_WITH = 0.2
"""Who is nearer than this is known already."""


@dataclass(frozen=True)
class Narrowed:
    """Whom somebody wants to be shown alone."""

    here_now: bool = False
    language: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Colleague(Keeper):
    """`is_member`: they can sign in, so they can be asked; others are known from imported pages alone."""

    place: str
    language: str | None
    """The one they read in."""
    is_member: bool


@dataclass(frozen=True)
class Found:
    person: Colleague
    reasons: list[Reason]
    rest: float
    presence: Presence
    works_with: bool = False
    shared: Step | None = None
    """A page that both worked on."""
    through: Keeper | None = None
    """Who works with both."""
    followed: bool = False
    saved: bool = False


@dataclass(frozen=True)
class People:
    """`near`: those the viewer works with already; `gone`: who wrote of it and has no account here."""

    near: list[Found] = field(default_factory=list)
    others: list[Found] = field(default_factory=list)
    gone: list[Found] = field(default_factory=list)
    pages: dict[int, Step] = field(default_factory=dict)
    """Every page that is named, by its id."""
    tags: dict[int, str] = field(default_factory=dict)
    ready: bool = True

    @property
    def everybody(self) -> list[Found]:
        return [*self.near, *self.others]


def find_people(viewer: User, asked: Question, only: Narrowed | None = None, most: int = SHOWN) -> People:
    """The best first in each group."""
    work = Work(viewer)
    standing = {one.user_id: one for one in _worth_showing(ranked(viewer, asked, work.spaces))}
    found = _shown(viewer, work, standing, only or Narrowed(), most, list(asked.voted)[:PROOFS])
    return replace(found, ready=asked.ready)


def colleagues(viewer: User, only: Narrowed) -> People:
    """Of whatever they know: those near to the viewer first, then by name."""
    work = Work(viewer)
    met = work.met
    here = select(User.id, User.name).where(User.suspended_at.is_(None), CAN_SIGN_IN, User.id != viewer.id)
    rows = sorted(session.execute(here), key=lambda row: (-met.get(row.id, 0.0), row.name.casefold(), row.id))
    wholly, _ = left_out([row.id for row in rows])
    return _shown(viewer, work, {row.id: Standing(row.id) for row in rows if row.id not in wholly}, only, LISTED)


def _shown(
    viewer: User,
    work: Work,
    standing: dict[int, Standing],
    only: Narrowed,
    most: int,
    besides: Collection[int] = (),
) -> People:
    """In this order. `besides`: pages that are named, too."""
    wanted, here = _narrowed(viewer, _colleagues(viewer, list(standing)), only)
    members = [person for person in wanted if person.is_member][:most]
    gone = [person for person in wanted if not person.is_member][:GONE_SHOWN]
    chosen = [*members, *gone]
    here |= presences(viewer, [person.id for person in chosen if person.id not in here])
    fed = feedback_at(standing[person.id] for person in chosen)
    found = [Found(person, *reasons(standing[person.id], fed.get(person.id)), here[person.id]) for person in chosen]
    ties = _Ties(viewer, work, [one.person.id for one in found])
    proofs = {entry_id for one in found for reason in one.reasons for entry_id in reason.entry_ids[:PROOFS]}
    pages = pages_by_id(viewer, {*proofs, *ties.shared.values(), *besides})
    told = [ties.told(one, pages) for one in found]
    return People(
        [one for one in told if one.person.is_member and one.works_with],
        [one for one in told if one.person.is_member and not one.works_with],
        [one for one in told if not one.person.is_member],
        pages,
        names_of({reason.tag_id for one in found for reason in one.reasons if reason.tag_id is not None}),
    )


class _Ties:
    """How some people and the viewer come together."""

    def __init__(self, viewer: User, work: Work, user_ids: list[int]) -> None:
        self._near, mine = work.met, work.of(viewer.id)
        between = {one: middle for one, (_, middle) in work.through_others(user_ids).items()}
        self.shared = {one: mine[one].last for one in user_ids if one in mine}
        self._between = {one: between[one] for one in user_ids if one in between}
        self._middles = keepers_by_id(self._between.values())
        self._follows = _followed(viewer)
        self._saved = ids_saved_by(viewer.id)

    def told(self, one: Found, pages: dict[int, Step]) -> Found:
        return replace(
            one,
            works_with=self._near.get(one.person.id, 0.0) > WORKS_WITH,
            shared=pages.get(self.shared.get(one.person.id, 0)),
            through=self._middles.get(self._between.get(one.person.id, 0)),
            followed=one.person.id in self._follows,
            saved=one.person.id in self._saved,
        )


def _worth_showing(standing: list[Standing]) -> list[Standing]:
    least = LEAST * standing[0].score if standing else 0.0
    return [one for one in standing[:LOOKED_AT] if one.score > least]


def _colleagues(viewer: User, user_ids: list[int]) -> list[Colleague]:
    """In the same order, with what they show to this viewer."""
    place = case((shows(Detail.PLACE, viewer), User.place), else_="").label("place")
    about = select(User.id, User.handle, User.name, place, User.language, CAN_SIGN_IN).where(User.id.in_(user_ids))
    known = {
        user_id: Colleague(user_id, handle, name, where, reads, bool(can))
        for user_id, handle, name, where, reads, can in session.execute(about)
    }
    return [known[user_id] for user_id in user_ids if user_id in known]


def _narrowed(viewer: User, people: list[Colleague], only: Narrowed) -> tuple[list[Colleague], dict[int, Presence]]:
    """Those of them who are asked for; and, where it was asked, who of them is at work."""
    if only.place:
        people = [person for person in people if person.place.casefold() == only.place.casefold()]
    if only.language:
        spoken = _spoken(viewer, [person.id for person in people])
        people = [person for person in people if only.language in spoken.get(person.id, {person.language})]
    if not only.here_now:
        return people, {}
    here = presences(viewer, [person.id for person in people])
    return [person for person in people if here[person.id].is_here], here


def _spoken(viewer: User, user_ids: list[int]) -> dict[int, set[str]]:
    """Codes of the languages that they say they speak. Who says none is taken to speak the one they read in."""
    told = select(SpokenLanguage.user_id, SpokenLanguage.code).join(User, User.id == SpokenLanguage.user_id)
    found: dict[int, set[str]] = {}
    for user_id, code in session.execute(told.where(User.id.in_(user_ids), shows(Detail.LANGUAGES, viewer))):
        found.setdefault(user_id, set()).add(code)
    return found


def _followed(viewer: User) -> set[int]:
    mine = Watch.user_id == viewer.id, Watch.kind == Kind.PERSON, Watch.how != How.NOTHING
    return set(session.scalars(select(Watch.target_id).where(*mine)))


def pages_by_id(viewer: User, page_ids: Collection[int]) -> dict[int, Step]:
    """Those of them that the viewer may read."""
    rows = session.execute(
        select(Page.id, Page.title, Page.icon)
        .join(Space, Space.id == Page.space_id)
        .where(Page.id.in_(page_ids), readable_by(viewer), findable())
    )
    return {row.id: Step(*row) for row in rows}


def keepers_by_id(user_ids: Iterable[int]) -> dict[int, Keeper]:
    """Those who are here."""
    here = User.id.in_(set(user_ids)), User.suspended_at.is_(None)
    return {row.id: Keeper(*row) for row in session.execute(select(User.id, User.handle, User.name).where(*here))}
