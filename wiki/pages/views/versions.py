"""What the page was, who made it so, and the way back."""

from dataclasses import dataclass
from datetime import datetime

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.core.errors import NotFound
from wiki.editing.actions import restore_version, text_at
from wiki.editing.comparing import compare
from wiki.pages import queries
from wiki.pages.models import Page, Revision
from wiki.pages.policy import may, page_for
from wiki.pages.projection import draw
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.links import page_rights
from wiki.web.drawings import drawn
from wiki.web.safe import sanitised
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


@bp.get("/p/<page:ref>/versions")
def versions(ref: str) -> str:
    page = page_for(current_user, id_of(ref))
    found = queries.revisions(page.id, below=request.args.get("below", type=int), limit=SHOWN + 1)
    older = f"{page.url}/versions?below={found[SHOWN - 1].number}" if len(found) > SHOWN else None
    return render_template(
        "pages/versions.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        versions=[_version(page, revision) for revision in found[:SHOWN]],
        older_url=older,
        manages=may(current_user, "manage", page),
    )


@bp.get("/p/<page:ref>/versions/<int:number>")
def version(ref: str, number: int) -> str:
    page = page_for(current_user, id_of(ref))
    revision, before = _with_one_before(page, number)
    text = text_at(revision)
    shown = draw(page, text).shown
    return render_template(
        "pages/version.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        version=_version(page, revision),
        versions_url=f"{page.url}/versions",
        restore_url=f"{page.url}/versions/{number}/restore",
        html=sanitised(shown["html"]),
        drawn=drawn(shown["needs"]),
        diff=compare(text_at(before) if before else "", text),
        may=page_rights(current_user, page),
    )


@bp.post("/p/<page:ref>/versions/<int:number>/restore")
def restore_old(ref: str, number: int) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    _with_one_before(page, number)
    restore_version(page.id, current_user.id, number)
    return redirect(page.url, 303)


def _with_one_before(page: Page, number: int) -> tuple[Revision, Revision | None]:
    found = queries.revisions(page.id, below=number + 1, limit=2)
    if not found or found[0].number != number:
        raise NotFound(str(number))
    return found[0], found[1] if len(found) > 1 else None


def _version(page: Page, revision: Revision) -> Version:
    authors = [
        Author(a.user.name, a.user.initials, a.user.slot, a.share)
        for a in sorted(revision.authors, key=lambda a: -a.share)
    ]
    url = f"{page.url}/versions/{revision.number}"
    return Version(revision.number, revision.name, revision.at, authors, revision.added, revision.removed, url)
