"""What people say of themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.people.links import Link
from wiki.people.models import Detail, Profile, ProfileLink, ProfilePin, ProfileSight, Sight, SpokenLanguage


@dataclass(frozen=True, kw_only=True)
class Said:
    """All of it but the T; `languages` are codes, `pins` numbers of pages."""

    headline: str = ""
    role: str = ""
    place: str = ""
    ask: str = ""
    work: str = ""
    work_until: date | None = None
    languages: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pins: list[int] = field(default_factory=list)
    sights: dict[Detail, Sight] = field(default_factory=dict)


def say(user: User, said: Said) -> None:
    """In place of what they said before. Raises Invalid."""
    if said.work and said.work_until is None:
        raise Invalid("work_until", "Say until when, so that it goes by itself.")
    if said.work and said.work_until and said.work_until < now().date():
        raise Invalid("work_until", "Choose a day that is still to come.")
    user.place = said.place
    profile = session.get(Profile, user.id) or Profile(user_id=user.id)
    profile.headline, profile.role, profile.ask = said.headline, said.role, said.ask
    profile.work, profile.work_until = said.work, said.work_until if said.work else None
    session.add(profile)
    narrower = ((detail, sight) for detail, sight in said.sights.items() if sight != Sight.TEAM)
    _replace(ProfileSight, user, [{"detail": detail, "sight": sight} for detail, sight in narrower])
    _replace(ProfileLink, user, _placed({"label": link.label, "url": link.url} for link in said.links))
    _replace(ProfilePin, user, _placed({"page_id": page_id} for page_id in said.pins))
    _replace(SpokenLanguage, user, _placed({"code": code} for code in said.languages))


def _placed(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"place": place} for place, row in enumerate(rows)]


def _replace(table: Any, user: User, rows: list[dict[str, Any]]) -> None:
    session.execute(delete(table).where(table.user_id == user.id), execution_options={"synchronize_session": "fetch"})
    session.add_all(table(user_id=user.id, **row) for row in rows)
    session.flush()
