"""What front matter says about a page beside its text, as far as Kring has such a thing: icon, tags, status, owner."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.pages.details import MOST_TAGS, valid_icon, valid_tag
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


@dataclass
class Describing:
    """Keeps it with pages that are there already, as said by an author at a moment."""

    people: dict[str, int] = field(default_factory=_everybody)

    def describe(self, page: Page, said: Said, by_id: int, at: datetime) -> Iterator[str]:
        """Gives the keys of what was not understood."""
        if icon := "".join(said["icon"]):
            yield from self._icon(page, icon)
        if tags := said["tags"]:
            yield from self._tags(page, tags, by_id, at)
        if status := "".join(said["status"]).lower():
            if status in set(Status):
                session.add(PageStatus(page_id=page.id, status=Status(status), by_id=by_id, at=at))
            else:
                yield "status"
        if owner := _word_for(" ".join(said["owner"])):
            if owner in self.people:
                session.add(PageKeeper(page_id=page.id, user_id=self.people[owner], by_id=by_id, at=at))
            else:
                yield "owner"

    def _icon(self, page: Page, icon: str) -> Iterator[str]:
        try:
            page.icon = valid_icon(icon)
        except Invalid:
            yield "icon"

    def _tags(self, page: Page, tags: list[str], by_id: int, at: datetime) -> Iterator[str]:
        names: dict[str, None] = {}
        for tag in (part for line in tags for part in line.split(",")):
            try:
                names[valid_tag(tag)] = None
            except Invalid:
                yield "tags"
        for row in tags_named(list(names)[:MOST_TAGS]):
            session.add(GivenTag(entry_id=page.id, tag_id=row.id, by_id=by_id, at=at))
