"""What the page was, who made it so, and the way back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid
from wiki.editing.actions import rename_version, restore_version
from wiki.pages import past
from wiki.pages.models import Page, Revision
from wiki.pages.past import Renamed, Wanted
from wiki.pages.policy import may, page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.links import page_rights
from wiki.web.side import stand_in

SHOWN = 30


@dataclass(frozen=True)
class Author:
    name: str
    initials: str
    slot: int
    share: float


@dataclass(frozen=True)
class Version:
    number: int
    name: str
    at: datetime
    authors: list[Author]
    added: int
    removed: int
    url: str
    followed: bool
    """Nobody wrote: its links follow what pages and headings are called."""
    named_by: str
    """Who gave it its name, where that is known."""


@bp.get("/p/<page:ref>/versions")
def versions(ref: str) -> str:
    page = page_for(current_user, id_of(ref))
    wanted = _wanted()
    below = request.args.get("below", type=int)
    found = past.revisions(page.id, below=below, limit=SHOWN + 1, wanted=wanted)
    kept = {name: value for name, value in request.args.items() if name in ("by", "named", "until") and value}
    return render_template(
        "pages/versions.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        days=_by_day(
            [version_of(page, revision) for revision in found[:SHOWN]],
            past.renamings(page.id, found[:SHOWN], below=below, wanted=wanted) if found else [],
        ),
        writers=past.writers_of(page.id),
        kept=kept,
        older={**kept, "below": found[SHOWN - 1].number} if len(found) > SHOWN else None,
        newest=found[0].number if found and below is None and not kept else None,
        manages=may(current_user, "manage", page),
        may=page_rights(current_user, page),
    )


def _wanted() -> Wanted:
    """What the list is narrowed to; a day that cannot be is as good as none."""
    try:
        until = date.fromisoformat(request.args.get("until", "")) + timedelta(days=1)
    except (ValueError, OverflowError):
        until = None
    before = datetime(until.year, until.month, until.day, tzinfo=UTC) if until else None
    return Wanted(request.args.get("by", type=int), "named" in request.args, before)


def _by_day(versions: list[Version], renamed: list[Renamed]) -> list[tuple[date, list[Version | Renamed]]]:
    told: list[Version | Renamed] = sorted([*versions, *renamed], key=lambda one: one.at, reverse=True)
    return [(day, list(its)) for day, its in groupby(told, key=lambda one: one.at.date())]


@bp.post("/p/<page:ref>/versions/<int:number>/restore")
def restore_old(ref: str, number: int) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    past.revision(page.id, number)
    restore_version(page.id, current_user.id, number)
    flash(_("The page says again what it said in version %(number)s.", number=number))
    return redirect(page.url, 303)


@bp.post("/p/<page:ref>/versions/<int:number>/name")
def name_old(ref: str, number: int) -> ResponseReturnValue:
    """Without a name it is one of many again."""
    page = page_for(current_user, id_of(ref), to="edit")
    try:
        rename_version(current_user, page.id, number, request.form.get("name", ""))
    except Invalid as error:
        flash(_(error.message))
    return redirect(f"{page.url}/versions/{number}", 303)


def version_of(page: Page, revision: Revision) -> Version:
    authors = [
        Author(a.user.name, a.user.initials, a.user.slot, a.share)
        for a in sorted(revision.authors, key=lambda a: -a.share)
    ]
    url = f"{page.url}/versions/{revision.number}"
    named_by = revision.named_by.name if revision.named_by and revision.name else ""
    counts = revision.added, revision.removed
    return Version(revision.number, revision.name, revision.at, authors, *counts, url, revision.followed, named_by)


def surroundings(page: Page) -> dict[str, Any]:
    """What every page about a page's past stands in."""
    return {
        "page": page,
        "space": page.space,
        "crumbs": stand_in(page.space, page.id),
        "versions_url": f"{page.url}/versions",
        "may": page_rights(current_user, page),
    }
