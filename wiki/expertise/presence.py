"""What time it is where somebody is, and whether they are at work: by the hours they chose for their mail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.notifications.choosing import hours_of, usual_choice
from wiki.notifications.hours import Hours
from wiki.notifications.models import MailChoice
from wiki.people.models import Detail
from wiki.people.policy import shows


@dataclass(frozen=True)
class Presence:
    """`local`: their time now; `until`: when work ends, while they are at it; `again`: when it begins next. Nothing of
    it, where somebody does not show their hours."""

    local: datetime | None = None
    until: datetime | None = None
    again: datetime | None = None

    @property
    def is_here(self) -> bool:
        return self.until is not None

    @property
    def days_off(self) -> int:
        """Days until they work again: 0 is later today, 1 tomorrow."""
        return (self.again.date() - self.local.date()).days if self.again and self.local else 0


def presences(viewer: User, user_ids: Collection[int]) -> dict[int, Presence]:
    about = select(User.id, MailChoice).outerjoin(MailChoice, MailChoice.user_id == User.id)
    rows = session.execute(about.where(User.id.in_(user_ids), shows(Detail.HOURS, viewer)))
    at = now()
    told = {user_id: presence(hours_of(choice or usual_choice(user_id)), at) for user_id, choice in rows}
    return {user_id: told.get(user_id, Presence()) for user_id in user_ids}


def presence(hours: Hours, at: datetime) -> Presence:
    local = hours.local(at)
    if hours.holds(at):
        return Presence(local, until=datetime.combine(local.date(), time(hours.ends % 24), hours.zone))
    return Presence(local, again=hours.local(hours.begins_next(at)) if hours.days else None)
