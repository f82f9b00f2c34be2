"""Taking a secret out of a page that should never have been written: text, title, versions, log and database files.

A secret that was typed letter by letter stands in no single update, so nothing of the log is kept: the page goes on in
a new epoch that holds what is left. Revisions keep their numbers and authors. SQLite keeps what was deleted in its
files until they are written anew; that and the search through them is the proof, in `cleaning_up`.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, joinedload, mapped_column, relationship

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.words import slug_of
from wiki.editing import documents, revisions
from wiki.editing import log as page_log
from wiki.editing.events import EpochRaised, SecretTakenOut
from wiki.editing.log import Head
from wiki.editing.models import PageHead, PageSnapshot, PageUpdate, Quarantine
from wiki.editing.packing import Packed, Runs, Said, pack
from wiki.editing.projecting import project
from wiki.editing.quarantine import keep_snapshot
from wiki.editing.units import by_unit, units_in
from wiki.pages.actions import rename_page
from wiki.pages.meaning import OldTitle
from wiki.pages.models import OldAnchor, Page, PageAlias, PageContent, Renaming, Revision
from wiki.pages.policy import readable_by
from wiki.pages.projection import save_projection
from wiki.pages.secrets import keepers
from wiki.pages.trust import PageCheck
from wiki.spaces.actions import lock
from wiki.spaces.models import EntryTag, GivenTag, Space, Tag

LEAST = 4
INSTEAD = "█████"
OTHERS = 20

SAID = (Revision.name, PageCheck.what, Renaming.old, Renaming.new)
"""What people said beside the text of a page."""
FORMER = (PageAlias.path, OldAnchor.anchor, OldAnchor.leads_to, OldTitle.title)
"""Addresses it had, which go whole."""


class PagePurge(Base):
    """That a secret was taken out of a page, never the secret itself. `written_at`: when the files of the database had
    been written anew; `left`: how often it was still found when they were searched then."""

    __tablename__ = "page_purge"

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)
    texts: Mapped[int]
    versions: Mapped[int]
    others: Mapped[int]
    written_at: Mapped[datetime | None]
    proven_at: Mapped[datetime | None]
    left: Mapped[int | None]

    by: Mapped[User | None] = relationship(lazy="raise")


@dataclass(frozen=True)
class Places:
    """Where a secret stands: how often in text and title, in which versions, and how often in what is said beside."""

    texts: int
    versions: tuple[int, ...]
    """Ids of revisions."""
    others: int

    def __bool__(self) -> bool:
        return bool(self.texts or self.versions or self.others)


def valid_secret(secret: str) -> str:
    """Raises Invalid."""
    secret = secret.strip()
    if len(secret) < LEAST:
        raise Invalid("secret", "Give at least four characters: all of it, as it stands in the text.")
    if secret in INSTEAD or "\n" in secret:
        raise Invalid("secret", "Give one line of text.")
    return secret


def find(page: Page, secret: str) -> Places:
    """Where it stands now."""
    text = documents.project(page.id)
    said = sum(_count(column, page.id, secret) for column in (*SAID, *FORMER))
    said += sum(keeps.occurs(page.id, secret) for keeps in keepers)
    return Places(text.text.count(secret) + page.title.count(secret), tuple(_versions_with(page.id, secret)), said)


def pages_with(viewer: User, secret: str, *, but: int) -> list[Page]:
    """Other pages whose text holds it, as far as this person may read them."""
    holds = _holds(PageContent.text, secret) | _holds(Page.title, secret)
    found = select(Page).join(PageContent, PageContent.page_id == Page.id).join(Space, Space.id == Page.space_id)
    return list(
        session.scalars(found.where(Page.id != but, holds, readable_by(viewer)).order_by(Page.title_key).limit(OTHERS))
    )


def purge(by: User, page: Page, secret: str) -> PagePurge:
    """Put five blocks in its place wherever it stands in this page, as `by`. Raises Invalid."""
    secret = valid_secret(secret)
    project(page.id, ends=True)  # what is being written becomes a version, and is treated like all others
    places = find(page, secret)
    lock(page.space_id)  # who renames locks the space first, then the log
    head = page_log.lock(page.id)
    _begin_anew(by, page, head, secret)
    _keep_packed(_repacked(page.id, _without(secret)))
    _clear_what_is_said(page.id, secret)
    done = PagePurge(
        page_id=page.id, by_id=by.id, texts=places.texts, versions=len(places.versions), others=places.others
    )
    session.add(done)
    session.flush()
    announce(EpochRaised(page.id, page_log.head_of(page.id)))
    announce(SecretTakenOut(page.id, done.id, secret))
    return done


def purges_of(page_id: int) -> list[PagePurge]:
    """What was taken out of a page, the last first."""
    said = select(PagePurge).where(PagePurge.page_id == page_id).order_by(PagePurge.id.desc())
    return list(session.scalars(said.options(joinedload(PagePurge.by))))


def prove(purge_id: int, left: int | None) -> None:
    """The files were written anew and searched; None: they could not be."""
    done = session.get(PagePurge, purge_id)
    if done is not None and left is not None:
        done.written_at = done.proven_at = now()
        done.left = left


def masked(text: str, runs: Runs, secret: str) -> tuple[str, list[list[int]]]:
    """The text without the secret, and who wrote which run (in UTF-16 units) of it; what stands in its place is by
    whoever wrote its first character."""
    parts = text.split(secret)
    authors = by_unit(runs)
    gone, new, end = units_in(secret), units_in(INSTEAD), units_in(text)
    for part in reversed(parts[1:]):
        end -= units_in(part)
        authors[end - gone : end] = array("q", authors[end - gone : end - gone + 1] * new)
        end -= gone
    return INSTEAD.join(parts), [[author, len(list(its))] for author, its in groupby(authors)]


def _begin_anew(by: User, page: Page, head: Head, secret: str) -> None:
    """A new epoch with all of the page but the secret."""
    old = documents.project(page.id)
    text, runs = masked(old.text, old.runs, secret)
    title = page.title.replace(secret, INSTEAD)
    made = documents.anew(head, client=page_log.new_client(), text=text, title=title, runs=runs)
    for table in (PageUpdate, PageSnapshot, Quarantine):
        session.execute(delete(table).where(table.page_id == page.id))
    keep_snapshot(page.id, made)
    row = session.get_one(PageHead, page.id, populate_existing=True)
    row.epoch, row.seq, row.title_seq = made.epoch, made.seq, made.seq
    session.flush()
    save_projection(page.id, epoch=made.epoch, seq=made.seq, text=text, runs=runs, writers=())
    if title != page.title:
        rename_page(by, page, title, written=True)


def _versions_with(page_id: int, secret: str) -> Iterator[int]:
    return (revision_id for revision_id, _, said in revisions.all_said(page_id) if secret in said.text)


def _without(secret: str) -> Callable[[Said], Said]:
    def change(said: Said) -> Said:
        return Said(*masked(said.text, said.runs, secret)) if secret in said.text else said

    return change


def _repacked(page_id: int, change: Callable[[Said], Said]) -> dict[int, Packed]:
    """How revisions of a page have to be kept for each to say what `change` makes of it: those that say something
    else, and those that stand on one. What was whole stays whole, as later ones count on it."""
    instead: dict[int, Packed] = {}
    old: Said | None = None
    new: Said | None = None
    for id_, steps, said in revisions.all_said(page_id):
        now = change(said)
        if now != said or (steps and new != old):
            instead[id_] = pack(now, new if steps else None, steps - 1)
        old, new = said, now
    return instead


def _keep_packed(instead: Mapping[int, Packed]) -> None:
    for id_, packed in instead.items():
        session.execute(update(Revision).where(Revision.id == id_).values(**packed._asdict()))


def _clear_what_is_said(page_id: int, secret: str) -> None:
    for column in SAID:
        for row in session.scalars(_of(column, page_id).where(_holds(column, secret))):
            setattr(row, column.key, getattr(row, column.key).replace(secret, INSTEAD))
    for column in FORMER:
        for words in {secret, slug_of(secret)}:
            gone = delete(column.class_).where(column.class_.page_id == page_id)
            session.execute(gone.where(column.contains(words, autoescape=True)))
    for keeps in keepers:
        keeps.clear(page_id, secret, INSTEAD)
    _drop_tags(secret)


def _drop_tags(secret: str) -> None:
    """Those that nobody gives any more: a tag in a text outlives it."""
    unused = Tag.id.not_in(select(EntryTag.tag_id)) & Tag.id.not_in(select(GivenTag.tag_id))
    session.execute(delete(Tag).where(Tag.name.contains(secret.lower(), autoescape=True), unused))


def _count(column: InstrumentedAttribute[str], page_id: int, secret: str) -> int:
    of_page = select(func.count()).where(column.class_.page_id == page_id)
    return session.scalar(of_page.where(_holds(column, secret))) or 0


def _holds(column: InstrumentedAttribute[str], secret: str) -> ColumnElement[bool]:
    """To the letter, which LIKE is not."""
    return func.replace(column, secret, "") != column


def _of(column: InstrumentedAttribute[str], page_id: int) -> Any:
    return select(column.class_).where(column.class_.page_id == page_id)
