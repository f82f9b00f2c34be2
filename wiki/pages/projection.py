"""From text to what is shown: HTML, links, tags and shares, made when the text changes and kept with the renderer's version."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.markup.plain import as_plain
from wiki.markup.version import RENDERER
from wiki.pages.events import PageSaved
from wiki.pages.models import Page, PageAuthor, PageContent, PageLink
from wiki.pages.resolving import Found, resolve
from wiki.spaces.models import EntryTag, Tag

RENDER_CPU_S = 2.0
RENDERER_MB = 1024
NOTHING_SEEN: dict[str, list[str]] = {"pages": [], "relatives": [], "members": [], "tags": []}

Runs = Sequence[Sequence[int]]
renderer = ChildPool("wiki.markup.worker", size=1, memory_mb=RENDERER_MB)


def save_projection(page_id: int, *, epoch: int, seq: int, text: str, runs: Runs, writers: tuple[int, ...]) -> None:
    """Make `text`, which is the log at `seq`, what readers see. `runs`: (user id, UTF-16 units) along the text."""
    page = session.get_one(Page, page_id)
    content = session.get(PageContent, page_id) or PageContent(page_id=page_id)
    if (content.epoch, content.seq) > (epoch, seq) and content.renderer:
        return
    changed = content.text != text
    content.epoch, content.seq, content.text = epoch, seq, text
    if changed and writers:
        content.updated_at, content.updated_by_id = now(), writers[-1]
    _show(page, content)
    session.add(content)
    _keep_shares(page_id, runs)
    if changed:
        announce(PageSaved(page_id, seq, writers))


def render_again(page_id: int) -> None:
    """Make the HTML anew from the kept text: the renderer is newer, or a linked page came or went."""
    page = session.get_one(Page, page_id)
    _show(page, session.get_one(PageContent, page_id))


def _show(page: Page, content: PageContent) -> None:
    found, shown = _rendered(page, content.text)
    content.html, content.outline, content.needs = shown["html"], shown["outline"], shown["needs"]
    content.summary, content.words, content.overran = shown["summary"][:300], shown["words"], shown["overran"]
    content.renderer = RENDERER
    _keep_links(page.id, shown["links"], found)
    _keep_tags(page.id, shown["tags"])


def _rendered(page: Page, text: str) -> tuple[Found, dict[str, Any]]:
    """Rendered by a child that may take two seconds; what overruns is shown as the plain text it is."""
    try:
        found = resolve(page, renderer.call("scan", cpu_seconds=RENDER_CPU_S, text=text))
        return found, renderer.call("render", cpu_seconds=RENDER_CPU_S, text=text, targets=found.targets) | {
            "overran": False
        }
    except (ChildDied, ChildError):
        plain = {"html": as_plain(text), "outline": [], "needs": [], "links": [], "tags": [], "overran": True}
        return resolve(page, NOTHING_SEEN), plain | {"summary": text[:200], "words": len(text.split())}


def _keep_links(page_id: int, links: list[dict[str, Any]], found: Found) -> None:
    session.execute(delete(PageLink).where(PageLink.page_id == page_id))
    wanted = {(link["kind"], link["href"] if link["kind"] == "relative" else link["name"]) for link in links}
    rows = [
        {"page_id": page_id, "target_id": found.pages.get((kind, name)), "kind": kind, "name": name[:400]}
        for kind, name in sorted(wanted)
        if kind == "page" or found.pages.get((kind, name))
    ]
    if rows:
        session.execute(insert(PageLink), rows)


def _keep_tags(page_id: int, names: Sequence[str]) -> None:
    wanted = {name.lower()[:60] for name in names}
    known = {tag.name: tag for tag in session.scalars(select(Tag).where(Tag.name.in_(wanted)))}
    new = [Tag(name=name) for name in sorted(wanted - known.keys())]
    session.add_all(new)
    session.flush()
    session.execute(delete(EntryTag).where(EntryTag.entry_id == page_id))
    rows = [{"entry_id": page_id, "tag_id": tag.id} for tag in [*known.values(), *new]]
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
