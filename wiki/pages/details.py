"""What people say about a page beside its text: its icon, its tags, how far it is and who looks after it.

The text and its versions know nothing of it. Each act is told to those who have the page open.
"""

import unicodedata
from re import fullmatch

import regex
from sqlalchemy import delete, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.markup.mentions import TAG_NAME
from wiki.pages.detailed import details_of
from wiki.pages.events import DetailsChanged
from wiki.pages.models import Page, PageKeeper, PageStatus, Status
from wiki.pages.policy import may
from wiki.spaces.actions import lock
from wiki.spaces.models import Activity, EntryTag, GivenTag, Tag
from wiki.spaces.tags import tags_named

LONGEST_TAG = 50
LONGEST_ICON = 24
MOST_TAGS = 30
_EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3")


def set_icon(by: User, page: Page, icon: str) -> None:
    """One emoji in front of the title, or nothing. Raises Invalid."""
    icon = valid_icon(icon)
    if icon == page.icon:
        return
    lock(page.space_id)  # the tree shows it
    page.icon = icon
    _tell(by, page, "icon")


def give_tag(by: User, page: Page, tag: str) -> None:
    """Raises Invalid."""
    name = valid_tag(tag)
    lock(page.space_id)
    (row,) = tags_named([name])
    if session.get(GivenTag, (page.id, row.id)):
        return
    if len(details_of(page.id).tags) >= MOST_TAGS:
        raise Invalid("tag", "A page takes 30 tags. Remove one first.")
    session.add(GivenTag(entry_id=page.id, tag_id=row.id, by_id=by.id))
    _tell(by, page, "tagged")


def take_tag(by: User, page: Page, tag: str) -> bool:
    """Take away a tag that was given; whether it still stands in the text, where it can be changed alone."""
    lock(page.space_id)
    named = select(Tag.id).where(Tag.name == tag)
    gone = session.execute(
        delete(GivenTag).where(GivenTag.entry_id == page.id, GivenTag.tag_id.in_(named)).returning(GivenTag.tag_id)
    ).all()
    if gone:
        _tell(by, page, "untagged")
    return tag in tags_in_text(page.id)


def set_status(by: User, page: Page, status: Status | None) -> None:
    """Say how far the page is; None: nothing is said about it."""
    lock(page.space_id)
    if status == details_of(page.id).status:
        return
    session.add(PageStatus(page_id=page.id, status=status, by_id=by.id))
    _tell(by, page, "status")


def set_keeper(by: User, page: Page, keeper: User | None) -> None:
    """Say who looks after the page. Raises Invalid for somebody who cannot read it."""
    if keeper and not may(keeper, "read", page):
        raise Invalid("keeper", "This person cannot read the page. Choose somebody who belongs to its space.")
    lock(page.space_id)
    before, now = details_of(page.id).keeper, keeper and keeper.id
    if now == (before and before.id):
        return
    session.add(PageKeeper(page_id=page.id, user_id=now, by_id=by.id))
    _tell(by, page, "keeper")


def valid_icon(icon: str) -> str:
    """Raises Invalid."""
    icon = icon.strip()
    if icon and not (len(icon) <= LONGEST_ICON and regex.fullmatch(r"\X", icon) and _EMOJI.match(icon)):
        raise Invalid("icon", "Choose one emoji.")
    return icon


def valid_tag(tag: str) -> str:
    """A name as it could stand behind # in a text. Raises Invalid."""
    name = "-".join(unicodedata.normalize("NFC", tag).lstrip("# \t").lower().split())
    if not name:
        raise Invalid("tag", "Name the tag.")
    if len(name) > LONGEST_TAG:
        raise Invalid("tag", "Make the tag shorter: 50 characters at most.")
    if not fullmatch(TAG_NAME, name):
        raise Invalid("tag", "Make the tag of letters and digits; - _ and / may stand between them.")
    return name


def tags_in_text(page_id: int) -> list[str]:
    """Tags that stand in the page's text."""
    statement = select(Tag.name).join(EntryTag, EntryTag.tag_id == Tag.id).where(EntryTag.entry_id == page_id)
    return list(session.scalars(statement.order_by(Tag.name)))


def _tell(by: User, page: Page, verb: str) -> None:
    session.add(Activity(user_id=by.id, entry_id=page.id, space_id=page.space_id, verb=verb))
    session.flush()
    announce(DetailsChanged(page.id, by.id))
