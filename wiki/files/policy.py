"""Who may do what with a file: what they may do with its page, asked anew each time."""

from sqlalchemy import Select, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.files.models import File
from wiki.pages.models import Page
from wiki.pages.policy import page_for, readable_by
from wiki.spaces.models import Space


def file_for(user: User, file_id: int) -> File:
    """The file, if this person may read the page it belongs to. Raises NotFound."""
    found = session.scalar(_readable(user).where(File.id == file_id, File.trashed_at.is_(None)))
    if found is None:
        raise NotFound(str(file_id))
    return found


def file_to_change(user: User, file_id: int, *, trashed: bool) -> tuple[File, Page]:
    """The file and its page, for those who may edit the page. Raises NotFound or NotAllowed."""
    found = session.scalar(_readable(user).where(File.id == file_id, File.trashed_at.is_not(None) == trashed))
    if found is None:
        raise NotFound(str(file_id))
    return found, page_for(user, found.page_id, to="edit")


def _readable(user: User) -> Select[File]:
    """One query with the right in it."""
    return (
        select(File).join(Page, Page.id == File.page_id).join(Space, Space.id == Page.space_id).where(readable_by(user))
    )
