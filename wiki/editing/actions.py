"""Writing from outside the live editor: forms, imports, restored versions. The same log, the smallest edit."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid, NotFound
from wiki.core.facts import announce
from wiki.editing import documents, history, revisions, titles
from wiki.editing import log as page_log
from wiki.editing.documents import Edit, Projection
from wiki.editing.events import LogGrew
from wiki.editing.log import Entry, Head
from wiki.editing.projecting import sessions, unseen
from wiki.pages.models import PageContent, Revision
from wiki.pages.projection import save_projection

ONLY = 1
LONGEST_NAME = 200


class Written(NamedTuple):
    text: str
    conflict: bool
    """Whether somebody else had changed the same words; both versions stand in the text."""
    epoch: int
    seq: int


class Current(NamedTuple):
    text: str
    epoch: int
    seq: int


def current(page_id: int) -> Current:
    """The text as the log has it now, and its place there."""
    head = page_log.begin(page_id)
    content = session.get(PageContent, page_id)
    if content and (content.epoch, content.seq) == head:
        return Current(content.text, *head)
    now = documents.project(page_id)
    return Current(now.text, now.epoch, now.seq)  # which may be further than the head was


def write_text(
    page_id: int,
    user_id: int,
    mine: str,
    *,
    base: tuple[int, int] | None = None,
    base_text: str | None = None,
    at: datetime | None = None,
    show: bool = True,
    quiet: bool = False,
) -> Written:
    """Turn the page's text into `mine`, as this person. What others wrote since `base` (epoch and seq of the text it
    was made from, or that text itself) is merged. With `show`, readers see it as soon as this is committed. A `quiet`
    edit is nothing new to anybody, and nobody's part in the page: it was changed by those who changed it before."""
    head = page_log.begin(page_id)
    if base is not None and base_text is None:
        base_text = history.text_at(page_id, Head(*base))
    edit = _edit(page_id, user_id, mine, base_text, show=show, quiet=quiet)
    if edit.update is None:
        return Written(edit.text, edit.conflict, *head)
    seq = page_log.append(page_id, edit.head.epoch, [Entry(edit.client, ONLY, user_id, edit.update, quiet)], at)
    announce(LogGrew(page_id, user_id))
    return Written(edit.text, edit.conflict, edit.head.epoch, seq)


def _edit(page_id: int, user_id: int, mine: str, base_text: str | None, *, show: bool, quiet: bool) -> Edit:
    """Made and drawn before the log is locked, so that nobody waits for it. Made again when others wrote meanwhile:
    two edits that insert the same words into the same text would insert them twice."""
    client = page_log.new_client()
    for turn in ("free", "locked"):
        edit = documents.edit(page_id, client=client, author=user_id, mine=mine, base=base_text)
        if edit.update is None:
            break
        if show:
            _show(page_id, edit, unseen(page_id, edit.head) if quiet else (user_id,))
        if show and turn == "free":  # who renames locks the space first, then the log
            titles.show(page_id, edit.head, edit.title, (user_id,))
        if page_log.lock(page_id) == edit.head:
            break
    return edit


def _show(page_id: int, edit: Edit, writers: tuple[int, ...]) -> None:
    epoch, seq = edit.head
    save_projection(page_id, epoch=epoch, seq=seq + 1, text=edit.text, runs=edit.runs, writers=writers)


def name_version(page_id: int, name: str) -> Revision | None:
    """Keep the page as it is now as a version with this name; None when nothing was ever written."""
    return sessions.close(page_id, documents.project(page_id), name=name)


def rename_version(by: User, page_id: int, number: int, name: str) -> None:
    """Call a version something, as this person, or, without a name, nothing any more. Raises NotFound, Invalid."""
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise Invalid("name", "Make the name shorter: 200 characters at most.")
    found = session.scalar(select(Revision).where(Revision.page_id == page_id, Revision.number == number))
    if found is None:
        raise NotFound(str(number))
    found.name, found.named_by_id = name, by.id if name else None


def restore_version(page_id: int, user_id: int, number: int) -> Written:
    """Write the text of an old version over the present one, as this person. Raises NotFound."""
    found = session.scalar(select(Revision).where(Revision.page_id == page_id, Revision.number == number))
    if found is None:
        raise NotFound(str(number))
    return write_text(page_id, user_id, text_at(found))


def text_at(revision: Revision) -> str:
    """The page as it was then."""
    return revisions.text_of(revision)


def keep_version(
    page_id: int, *, text: str, runs: documents.Runs, name: str = "", at: datetime | None = None
) -> Revision | None:
    """Keep what was written so far as a revision: for imports, which bring a history of their own."""
    head = page_log.head_of(page_id)
    return sessions.close(page_id, Projection(head.epoch, head.seq, text, runs), name=name, at=at)
