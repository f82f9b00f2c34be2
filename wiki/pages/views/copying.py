"""A copy of a page with all that stands below it."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from wiki.core.errors import Invalid, NotFound
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.spaces.listing import why_apart
from wiki.transfer.copying import copy_branch, count_below
from wiki.web.side import stand_in
from wiki.web.undoing import undoable


def _to_copy(ref: str) -> Page:
    page = page_for(current_user, id_of(ref), to="edit")
    if why_apart(page.id) is not None:
        raise NotFound(ref)
    return page


@bp.get("/p/<page:ref>/copies")
def copies(ref: str) -> str:
    """Says how many pages go along."""
    page = _to_copy(ref)
    more = {"crumbs": stand_in(page.space, page.id), "below": count_below(page)}
    return render_template("pages/copy.html", page=page, space=page.space, **more)


@bp.post("/p/<page:ref>/copies")
def copy(ref: str) -> ResponseReturnValue:
    page = _to_copy(ref)
    below = count_below(page)
    try:
        made, whole = copy_branch(current_user, page)
    except Invalid as error:
        flash(_(error.message))
        return redirect(page.url, 303)
    if whole:
        words = _("This is the copy of “%(title)s”.", title=page.title)
        undoable(words, f"{made.url}/trash")
        return redirect(made.url, 303)
    flash(
        ngettext(
            "%(num)s page is being copied. Until the copy is whole it is a draft of yours.",
            "%(num)s pages are being copied. Until the copy is whole it is a draft of yours.",
            below + 1,
        )
    )
    return redirect(page.url, 303)
