"""Three people a week whom somebody has not met and is near to: by whom both work with, or by what both know."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select

from wiki.accounts.models import User
from wiki.accounts.queries import CAN_SIGN_IN
from wiki.core.clock import now
from wiki.core.db import session
from wiki.expertise.models import Introduction
from wiki.expertise.nearness import Work
from wiki.pages.people import Keeper
from wiki.people.leaving import left_out
from wiki.people.models import Detail, Field
from wiki.people.policy import shows
from wiki.spaces.models import Tag
from wiki.spaces.synonyms import alike_by_tag

A_WEEK = 3
NOT_AGAIN_FOR = timedelta(weeks=26)


@dataclass(frozen=True)
class Introduced:
    person: Keeper
    through: Keeper | None
    """Who works with both."""
    tag: str
    """What both say they know."""


def introduced_to(viewer: User) -> list[Introduced]:
    """The same all week, but for those who do not want to be found any more; they are chosen at the first look."""
    work = Work(viewer)
    between = {one: middle for one, (_, middle) in work.through_others().items()}
    alike = _alike(viewer)
    week = now().date() - timedelta(days=now().weekday())
    chosen = _chosen(viewer, week) or _choose(viewer, week, [*between, *alike], work.met)
    people = _who_can_be_met(chosen)
    middles = _keepers([between[one] for one in people if one in between])
    return [Introduced(person, middles.get(between.get(one, 0)), alike.get(one, "")) for one, person in people.items()]


def _chosen(viewer: User, week: date) -> list[int]:
    said = select(Introduction.person_id).where(Introduction.viewer_id == viewer.id, Introduction.week == week)
    return list(session.scalars(said.order_by(Introduction.person_id)))


def _choose(viewer: User, week: date, ordered: list[int], near: Container[int]) -> list[int]:
    """Nobody who was shown in the last half year. The first statement waits for its turn to write, so that of two
    looks at once the second sees what the first chose."""
    mine = Introduction.viewer_id == viewer.id
    session.execute(delete(Introduction).where(mine, Introduction.week < week - NOT_AGAIN_FOR))
    if chosen := _chosen(viewer, week):
        return chosen
    had = set(session.scalars(select(Introduction.person_id).where(mine)))
    new = [one for one in _who_can_be_met(ordered) if one not in near and one not in had]
    chosen = sorted(new[:A_WEEK])
    session.add_all(Introduction(viewer_id=viewer.id, person_id=one, week=week) for one in chosen)
    return chosen


def _alike(viewer: User) -> dict[int, str]:
    """Who says they know what the viewer does, too: of those who show it to them, and may be named for it."""
    mine = select(Field.tag_id).where(Field.user_id == viewer.id)
    rows = session.execute(
        select(Field.user_id, Tag.id, Tag.name)
        .join(Tag, Tag.id == Field.tag_id)
        .join(User, User.id == Field.user_id)
        .where(Field.tag_id.in_(mine), Field.user_id != viewer.id, shows(Detail.FIELDS, viewer))
        .order_by(Field.user_id, Field.part.desc(), Tag.name)
    ).all()
    _, not_for = left_out({row.user_id for row in rows})
    leads, found = alike_by_tag(), dict[int, str]()
    for user_id, tag_id, name in rows:
        if (user_id, leads.get(tag_id, tag_id)) not in not_for:
            found.setdefault(user_id, name)
    return found


def _who_can_be_met(user_ids: list[int]) -> dict[int, Keeper]:
    """In the same order, without those who left or do not want to be found."""
    people = _keepers(user_ids)
    wholly, _ = left_out(user_ids)
    return {one: people[one] for one in user_ids if one in people and one not in wholly}


def _keepers(user_ids: list[int]) -> dict[int, Keeper]:
    here = User.id.in_(user_ids), User.suspended_at.is_(None), CAN_SIGN_IN
    return {row.id: Keeper(*row) for row in session.execute(select(User.id, User.handle, User.name).where(*here))}
