"""Lists of files for people to read."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.files.models import File, FileUse
from wiki.files.naming import markdown_of
from wiki.pages.models import Page
from wiki.pages.policy import readable_pages
from wiki.pages.tree import Step

LISTED = 100


@dataclass(frozen=True)
class Listed:
    """A file of a page, and the pages that show it as far as the viewer may read them."""

    file: File
    used_in: list[Step] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        return markdown_of(self.file.name, self.file.url, picture=self.file.is_picture)


def files_of(page_id: int, viewer: User, *, below: int | None = None, limit: int = LISTED) -> list[Listed]:
    """Newest first; `below` pages on."""
    return _listed(_of(page_id, below, limit, trashed=False), viewer)


def trashed_files_of(page_id: int, viewer: User, *, limit: int = LISTED) -> list[Listed]:
    return _listed(_of(page_id, None, limit, trashed=True), viewer)


def count_files(page_id: int) -> int:
    count = select(func.count()).select_from(File).where(File.page_id == page_id, File.trashed_at.is_(None))
    return session.scalar(count) or 0


def _of(page_id: int, below: int | None, limit: int, *, trashed: bool) -> list[File]:
    statement = select(File).where(File.page_id == page_id, File.trashed_at.is_not(None) == trashed)
    if below:
        statement = statement.where(File.id < below)
    return list(session.scalars(statement.order_by(File.id.desc()).limit(limit).options(joinedload(File.by))))


def _listed(files: list[File], viewer: User) -> list[Listed]:
    used: dict[int, list[Step]] = defaultdict(list)
    naming = (
        select(FileUse.file_id, Page.id, Page.title)
        .join(Page, Page.id == FileUse.page_id)
        .where(FileUse.file_id.in_([file.id for file in files]), readable_pages(viewer))
        .order_by(Page.title_key)
    )
    for file_id, page_id, title in session.execute(naming):
        used[file_id].append(Step(page_id, title))
    return [Listed(file, used[file.id]) for file in files]
