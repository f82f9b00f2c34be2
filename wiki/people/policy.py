"""Who sees what of a profile. One rule, once as a predicate and once as SQL; a test holds the two together."""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.pages.models import Page
from wiki.pages.policy import readable_by
from wiki.people.models import Detail, ProfileSight, Sight
from wiki.spaces import policy as spaces
from wiki.spaces.drafts import open_to
from wiki.spaces.models import Membership, Space

NOBODY = 0
REMEMBERED = 1_000

THEIRS, OURS, CLOSED = aliased(Membership), aliased(Membership), aliased(Space)


@dataclass(frozen=True)
class Colleague:
    """Somebody who is only thought of: a member of the team, of these closed spaces, and of nothing else."""

    spaces: frozenset[int] = frozenset()

    id = NOBODY
    is_authenticated = is_active = True


Viewer = User | Colleague


def details_seen(person: User, viewer: Viewer) -> frozenset[Detail]:
    if viewer.id == person.id:
        return frozenset(Detail)
    sights = sights_of(person.id)
    near = Sight.NEAR in sights.values() and _is_near(person, viewer)
    seen = {Sight.TEAM, Sight.NEAR} if near else {Sight.TEAM}
    return frozenset(detail for detail in Detail if sights[detail] in seen)


def sights_of(user_id: int) -> dict[Detail, Sight]:
    """Who sees each detail."""
    rows = session.execute(select(ProfileSight.detail, ProfileSight.sight).where(ProfileSight.user_id == user_id))
    return dict.fromkeys(Detail, Sight.TEAM) | {Detail(detail): Sight(sight) for detail, sight in rows}


def shows(detail: Detail, viewer: Viewer) -> ColumnElement[bool]:
    """SQL: this viewer sees the detail of the people whom the statement is about."""
    return _shows(detail, viewer.id, _thought_of(viewer))


@lru_cache(REMEMBERED)
def _shows(detail: Detail, viewer_id: int, spaces: frozenset[int] | None) -> ColumnElement[bool]:
    """Asked for several times an answer, and building it takes longer than its work."""
    chosen = (
        select(ProfileSight.sight)
        .where(ProfileSight.user_id == User.id, ProfileSight.detail == detail)
        .correlate(User)
        .scalar_subquery()
    )
    return or_(User.id == viewer_id, chosen.is_(None), and_(chosen == Sight.NEAR, _near(viewer_id, spaces)))


def readable_for(viewer: Viewer) -> ColumnElement[bool]:
    """SQL: pages this viewer may read. The statement must join Space."""
    of_the_team = readable_by(cast(User, viewer))
    if isinstance(viewer, User):
        return of_the_team
    here = Page.trashed_at.is_(None), open_to(Page.id, NOBODY), Page.space_id.in_(viewer.spaces)
    return or_(of_the_team, and_(*here))


def spaces_for(viewer: Viewer) -> ColumnElement[bool]:
    """SQL: spaces this viewer may read."""
    of_the_team = spaces.readable_by(cast(User, viewer))
    return of_the_team if isinstance(viewer, User) else or_(of_the_team, Space.id.in_(viewer.spaces))


def closed_spaces_of(user_id: int) -> list[Space]:
    """Those they belong to that are not open to the whole team, by name."""
    theirs = select(Membership.space_id).where(Membership.user_id == user_id)
    closed = select(Space).where(Space.team_role.is_(None), Space.id.in_(theirs))
    return list(session.scalars(closed.order_by(Space.name)))


def _is_near(person: User, viewer: Viewer) -> bool:
    return bool(session.scalar(select(User.id).where(User.id == person.id, _near(viewer.id, _thought_of(viewer)))))


def _thought_of(viewer: Viewer) -> frozenset[int] | None:
    """The closed spaces of somebody who is only thought of."""
    return None if isinstance(viewer, User) else viewer.spaces


def _near(viewer_id: int, spaces: frozenset[int] | None) -> ColumnElement[bool]:
    """Whether the people whom the statement is about belong to a closed space of the viewer's; `spaces`: which those
    are, of somebody who is only thought of."""
    shared = (
        select(CLOSED.id)
        .join(THEIRS, THEIRS.space_id == CLOSED.id)
        .where(CLOSED.team_role.is_(None), THEIRS.user_id == User.id)
    )
    if spaces is None:
        shared = shared.join(OURS, OURS.space_id == CLOSED.id).where(OURS.user_id == viewer_id)
    else:
        shared = shared.where(CLOSED.id.in_(spaces))
    return exists(shared.correlate(User))
