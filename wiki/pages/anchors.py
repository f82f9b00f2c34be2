"""Links to a heading go on when it is changed: the page remembers what its headings were called."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.markup.renames import Named, renamed
from wiki.pages.events import HeadingsRenamed
from wiki.pages.models import OldAnchor, PageContent

Outline = list[dict[str, Any]]

STOOD_FOR = timedelta(minutes=1)
"""A heading that was there for less is one somebody was still typing."""
MOST = 100
LONGEST = 400


def old_anchors(page_id: int) -> dict[str, str]:
    """Former anchors, each with the one it leads to, the latest first."""
    rows = select(OldAnchor.anchor, OldAnchor.leads_to).where(OldAnchor.page_id == page_id)
    return dict(session.execute(rows.order_by(OldAnchor.id.desc())).all())


def followed(page_id: int, outline: Outline) -> dict[str, str]:
    """The former anchors once the page has this outline."""
    before = session.scalar(select(PageContent.outline).where(PageContent.page_id == page_id)) or []
    return _followed(old_anchors(page_id), before, outline)


def _followed(kept: Mapping[str, str], before: Outline, after: Outline) -> dict[str, str]:
    moved = renamed([_named(heading) for heading in before], [_named(heading) for heading in after])
    stood = {heading["anchor"]: moved[heading["anchor"]] for heading in before if _has_stood(heading, moved)}
    still = {anchor: moved.get(leads_to, leads_to) for anchor, leads_to in kept.items() if anchor not in stood}
    return {anchor: to for anchor, to in [*stood.items(), *still.items()] if anchor != to}


def _has_stood(heading: Mapping[str, Any], moved: Mapping[str, str]) -> bool:
    since = heading.get("since", 0)
    return heading["anchor"] in moved and bool(now().timestamp() - since >= STOOD_FOR.total_seconds())


def _named(heading: Mapping[str, Any]) -> Named:
    return Named(heading["level"], heading["text"], heading["anchor"])


def dated(before: Outline, after: Outline) -> Outline:
    """The new outline, with the second since which each heading is called as it is; 0 in pages from before that."""
    known = {heading["anchor"]: heading.get("since", 0) for heading in before}
    this = int(now().timestamp())
    return [heading | {"since": known.get(heading["anchor"], this)} for heading in after]


def keep_old_anchors(page_id: int, wanted: Mapping[str, str]) -> None:
    kept = dict(list(wanted.items())[:MOST])
    if kept == old_anchors(page_id):
        return
    announce(HeadingsRenamed(page_id))
    session.execute(delete(OldAnchor).where(OldAnchor.page_id == page_id))
    rows = [{"page_id": page_id, "anchor": a[:LONGEST], "leads_to": to[:LONGEST]} for a, to in reversed(kept.items())]
    if rows:
        session.execute(insert(OldAnchor), rows)
