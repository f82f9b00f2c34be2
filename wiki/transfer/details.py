"""What front matter says about a page beside its text, as far as Kring has such a thing: icon, tags, status, owner."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.pages.detailed import details_of
from wiki.pages.details import (
    MOST_TAGS,
    give_tag,
    set_icon,
    set_keeper,
    set_status,
    take_tag,
    valid_icon,
    valid_tag,
)
from wiki.pages.models import Page, PageKeeper, PageStatus, Status
from wiki.spaces.models import GivenTag
from wiki.spaces.tags import tags_named
from wiki.transfer.people import OURS

Said = dict[str, list[str]]


def _everybody() -> dict[str, int]:
    """User ids by handle, by address and by name."""
    rows = session.execute(select(User.id, User.handle, User.email, User.name)).all()
    return {str(word).lower(): row.id for row in rows for word in (row.name, row.email, row.handle)}


def _word_for(person: str) -> str:
    """A handle, an address or a name; of `Anna Admiraal <anna@kring.invalid>` what stands before the @ is a handle."""
    name, address = parseaddr(person) if "<" in person else (person, "")
    handle, _, domain = address.partition("@")
    return (handle if domain == OURS else address or name).lower().removeprefix("@")


@dataclass(frozen=True)
class Meant:
    """What is said, as far as it is understood; `odd` are the keys of the rest."""

    icon: str
    tags: tuple[str, ...]
    status: Status | None
    owner: int | None
    odd: tuple[str, ...]


@dataclass
class Describing:
    """Keeps it with pages that are there already."""

    people: dict[str, int] = field(default_factory=_everybody)

    def describe(self, page: Page, said: Said, by_id: int, at: datetime) -> tuple[str, ...]:
        """As said by an author at a moment, of a page that nothing was said of; the keys of what was not understood."""
        meant = self._meant(said)
        page.icon = meant.icon
        for row in tags_named(list(meant.tags)):
            session.add(GivenTag(entry_id=page.id, tag_id=row.id, by_id=by_id, at=at))
        if meant.status:
            session.add(PageStatus(page_id=page.id, status=meant.status, by_id=by_id, at=at))
        if meant.owner:
            session.add(PageKeeper(page_id=page.id, user_id=meant.owner, by_id=by_id, at=at))
        return meant.odd

    def follow(self, page: Page, before: Said, said: Said, by: User) -> None:
        """What the source said `before` and says otherwise now, unless people here say something else by now."""
        then, now, here = self._meant(before), self._meant(said), details_of(page.id)
        if now.icon != then.icon == here.icon:
            set_icon(by, page, now.icon)
        if now.status != then.status == here.status:
            set_status(by, page, now.status)
        for tag in set(then.tags) - set(now.tags):
            take_tag(by, page, tag)
        with suppress(Invalid):  # thirty is enough
            for tag in sorted(set(now.tags) - set(then.tags)):
                give_tag(by, page, tag)
        if now.owner != then.owner == (here.keeper.id if here.keeper else None):
            with suppress(Invalid):  # somebody who may not read it
                set_keeper(by, page, session.get(User, now.owner) if now.owner else None)

    def _meant(self, said: Said) -> Meant:
        odd: list[str] = []
        icon, status, owner = "".join(said["icon"]), "".join(said["status"]).lower(), _word_for(" ".join(said["owner"]))
        if owner and owner not in self.people:
            odd.append("owner")
        if status and status not in set(Status):
            odd.append("status")
        icons = _understood([icon], valid_icon, "icon", odd) if icon else []
        tags = _understood((part for line in said["tags"] for part in line.split(",")), valid_tag, "tags", odd)
        return Meant(
            icon="".join(icons),
            tags=tuple(dict.fromkeys(tags))[:MOST_TAGS],
            status=Status(status) if status in set(Status) else None,
            owner=self.people.get(owner),
            odd=tuple(odd),
        )


def _understood(words: Iterable[str], valid: Callable[[str], str], key: str, odd: list[str]) -> list[str]:
    """The words that are valid; for each of the others `key` goes to what is odd."""
    found = []
    for word in words:
        try:
            found.append(valid(word))
        except Invalid:
            odd.append(key)
    return found
