"""The files of a page: what is there, where it shows, what can be put back, and a form to bring more."""

from flask import render_template, request

from wiki.files import queries
from wiki.files.keeping import MB, keeping
from wiki.files.queries import LISTED
from wiki.files.resolving import size_in_words
from wiki.files.views.blueprint import bp, id_of
from wiki.pages.models import Page
from wiki.pages.policy import may, page_for
from wiki.web.locale import lang
from wiki.web.side import stand_in
from wiki.web.visitor import visitor


@bp.get("/p/<page:ref>/files")
def listed(ref: str) -> str:
    return show_files(page_for(visitor(), id_of(ref)))


def show_files(page: Page, error: str = "", new: int | None = None) -> str:
    """`new`: the id of the file that has just come."""
    found = queries.files_of(page.id, visitor(), below=request.args.get("below", type=int), limit=LISTED + 1)
    may_edit = may(visitor(), "edit", page)
    return render_template(
        "files/listed.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        files=found[:LISTED],
        older_url=f"{page.url}/files?below={found[LISTED - 1].file.id}" if len(found) > LISTED else None,
        trashed=queries.trashed_files_of(page.id, visitor()) if may_edit else [],
        may_edit=may_edit,
        error=error,
        new=new or request.args.get("new", type=int),
        limit=keeping.largest // MB,
        words_of_size=lambda size: size_in_words(size, lang()),
    )
