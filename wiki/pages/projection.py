"""From text to what is shown: HTML, links, tags and shares, made when the text changes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.words import key_of
from wiki.markup.plain import as_plain
from wiki.markup.version import RENDERER
from wiki.pages.anchors import dated, followed, keep_old_anchors
from wiki.pages.events import PageSaved
from wiki.pages.models import Page, PageAuthor, PageContent, PageLink
from wiki.pages.resolving import Found, resolve
from wiki.pages.tasks import keep_tasks
from wiki.pages.words import words
from wiki.spaces.models import EntryTag, Tag
from wiki.spaces.tags import tags_named

RENDER_CPU_S = 2.0
RENDERER_MB = 1024

Runs = Sequence[Sequence[int]]
renderer = ChildPool("wiki.markup.worker", size=1, memory_mb=RENDERER_MB)


def save_projection(
    page_id: int,
    *,
    epoch: int,
    seq: int,
    text: str,
    runs: Runs,
    writers: tuple[int, ...],
    drawn: "Drawing | None" = None,
) -> None:
    """Make `text`, which is the log at `seq`, what readers see. `runs`: (user id, UTF-16 units) along the text.
    `drawn`: what it looks like, where that is known."""
    drawn = drawn or draw(session.get_one(Page, page_id), text)
    behind = (PageContent.epoch < epoch) | ((PageContent.epoch == epoch) & (PageContent.seq <= seq))
    content = _held(page_id, behind)
    if content is None:
        return
    changed = content.text != text
    content.epoch, content.seq, content.text = epoch, seq, text
    if changed and writers:
        content.updated_at, content.updated_by_id = now(), writers[-1]
    _show(content, drawn)
    _keep_shares(page_id, runs)
    if changed:
        announce(PageSaved(page_id, seq, writers))


def keep_up(page_id: int, *, epoch: int, seq: int) -> None:
    """The log has come to `seq` by something that is not in the text: who saw all of it sees all of it still."""
    seen = update(PageContent).where(PageContent.page_id == page_id, PageContent.epoch == epoch)
    session.execute(seen.where(PageContent.seq == seq - 1).values(seq=seq))


def draw_again(page_ids: Sequence[int]) -> list[int]:
    """Make the HTML anew from the kept text: the renderer is newer, or a linked page came or went.

    Gives the pages whose text changed while they were drawn; they keep what they have.
    """
    statement = select(PageContent, Page).join(Page, Page.id == PageContent.page_id).where(Page.id.in_(page_ids))
    drawn = [
        ((content.epoch, content.seq), page.id, draw(page, content.text))
        for content, page in session.execute(statement)
    ]
    changed = []
    for (epoch, seq), page_id, drawing in drawn:
        content = _held(page_id, (PageContent.epoch == epoch) & (PageContent.seq == seq))
        if content:
            _show(content, drawing)
        else:
            changed.append(page_id)
    return changed


def _held(page_id: int, still: ColumnElement[bool]) -> PageContent | None:
    """What readers see, which nobody else changes until this unit ends; None where it is not so any more. Who reads it
    first and then writes may put what is older over what is newer."""
    stay = update(PageContent).where(PageContent.page_id == page_id, still).values(seq=PageContent.seq)
    kept = session.scalar(stay.returning(PageContent.page_id))
    return session.get_one(PageContent, page_id, populate_existing=True) if kept else None


def outdated(page_ids: Sequence[int] | None = None) -> list[int]:
    """Pages, of these or of all, that an older renderer drew."""
    older = select(PageContent.page_id).where(PageContent.renderer != RENDERER).order_by(PageContent.page_id)
    return list(session.scalars(older if page_ids is None else older.where(PageContent.page_id.in_(page_ids))))


@dataclass(frozen=True)
class Drawing:
    """A text drawn for a page: what its names meant, and what the renderer gave."""

    found: Found
    shown: dict[str, Any]
    old: dict[str, str] = field(default_factory=dict)
    """Former anchors of its headings, each with the one it leads to."""
    overran: bool = False


def draw(page: Page, text: str) -> Drawing:
    """Rendered by a child that may take two seconds; what overruns is shown as the plain text it is.

    Writes nothing, so call it before the unit of work has begun to write: others may write meanwhile.
    """
    try:
        seen = renderer.call("scan", cpu_seconds=RENDER_CPU_S, text=text)
    except (ChildDied, ChildError):
        return _plain(text)
    return draw_with(text, resolve(page, seen), words(), followed(page.id, seen["outline"]))


def draw_with(
    text: str, found: Found, said: dict[str, str], old: dict[str, str], pool: ChildPool = renderer
) -> Drawing:
    """What the names in it mean being known; without the database, so a thread may do it."""
    known = {"targets": found.targets, "words": said, "old": old}
    try:
        return Drawing(found, pool.call("render", cpu_seconds=RENDER_CPU_S, text=text, **known), old)
    except (ChildDied, ChildError):
        return _plain(text)


def _plain(text: str) -> Drawing:
    plain = {"html": as_plain(text), "outline": [], "needs": [], "links": [], "tags": [], "tasks": []}
    return Drawing(Found(), plain | {"summary": text[:200], "words": len(text.split())}, overran=True)


def _show(content: PageContent, drawing: Drawing) -> None:
    shown = drawing.shown
    if not drawing.overran:
        keep_old_anchors(content.page_id, drawing.old)
    content.html, content.needs = shown["html"], shown["needs"]
    content.outline = dated(content.outline, shown["outline"])
    content.summary, content.words, content.overran = shown["summary"][:300], shown["words"], drawing.overran
    content.renderer = RENDERER
    keep_tasks(content.page_id, shown["tasks"], content.text)
    _keep_links(content.page_id, shown["links"], drawing.found)
    _keep_tags(content.page_id, shown["tags"])


def _keep_links(page_id: int, links: list[dict[str, Any]], found: Found) -> None:
    wanted: dict[tuple[str, str], str] = {}
    for link in links:
        named = link["kind"], link["href"] if link["kind"] == "relative" else link["name"]
        wanted[named] = wanted.get(named) or link["sentence"]
    rows = [
        {
            "page_id": page_id,
            "target_id": found.pages.get((kind, name)),
            "kind": kind,
            "name": name[:400],
            "name_key": key_of(name),
            "sentence": sentence[:450],
        }
        for (kind, name), sentence in sorted(wanted.items())
        if found.pages.get((kind, name)) or (kind == "page" and not found.is_file(name))
    ]
    columns = (PageLink.page_id, PageLink.target_id, PageLink.kind, PageLink.name, PageLink.name_key, PageLink.sentence)
    kept = session.execute(select(*columns).where(PageLink.page_id == page_id).order_by(PageLink.id)).mappings()
    if rows == [dict(link) for link in kept]:  # nearly always, while somebody types
        return
    session.execute(delete(PageLink).where(PageLink.page_id == page_id))
    if rows:
        session.execute(insert(PageLink), rows)


def _keep_tags(page_id: int, names: Sequence[str]) -> None:
    wanted = {name.lower()[:60] for name in names}
    kept = select(Tag.name).join(EntryTag, EntryTag.tag_id == Tag.id).where(EntryTag.entry_id == page_id)
    if wanted == set(session.scalars(kept)):
        return
    session.execute(delete(EntryTag).where(EntryTag.entry_id == page_id))
    rows = [{"entry_id": page_id, "tag_id": tag.id} for tag in tags_named(wanted)]
    if rows:
        session.execute(insert(EntryTag), rows)


def _keep_shares(page_id: int, runs: Runs) -> None:
    units: Counter[int] = Counter()
    for user_id, length in runs:
        units[user_id] += length
    session.execute(delete(PageAuthor).where(PageAuthor.page_id == page_id))
    rows = [{"page_id": page_id, "user_id": u, "units": n} for u, n in units.items() if u and n]
    if rows:
        session.execute(insert(PageAuthor), rows)
