"""Into the trash, back out of it, and gone for good."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts.models import User
from wiki.pages.actions import restore_page, trash_page
from wiki.pages.policy import page_for, trashed_page_for
from wiki.pages.trash import empty_trash, erase_thrown, thrown_in, thrown_page
from wiki.pages.views.blueprint import bp, id_of
from wiki.spaces.drafts import standing
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Why
from wiki.spaces.policy import allows, may, role_in, space_for
from wiki.web.side import stand_in
from wiki.web.undoing import undoable

INSTEAD: dict[Why | None, str] = {Why.TEMPLATE: "{space}/templates", Why.DRAFT: "/drafts"}
"""Where somebody finds themselves who threw such a page away; otherwise at the space."""


@bp.post("/p/<page:ref>/trash")
def trash(ref: str) -> ResponseReturnValue:
    why = why_apart(id_of(ref))
    page = page_for(current_user, id_of(ref), to="manage" if why in (Why.TEMPLATE, Why.DRAFT) else "edit")
    trash_page(current_user, page)
    words = _("“%(title)s” is in the trash. It can be put back for 30 days.", title=page.title)
    undoable(words, f"{page.url}/restore")
    return redirect(INSTEAD.get(why, page.space.url).format(space=page.space.url), 303)


@bp.get("/s/<slug>/trash")
def trashed(slug: str) -> str:
    space = space_for(current_user, slug, to="edit")
    stand_in(space)
    manage = may(current_user, "manage", space)
    return render_template("pages/trash.html", space=space, thrown=thrown_in(space.id, current_user), may_erase=manage)


@bp.post("/p/<page:ref>/restore")
def restore(ref: str) -> ResponseReturnValue:
    page = trashed_page_for(current_user, id_of(ref))
    stood_under = page.parent_id
    restore_page(current_user, page)
    if page.parent_id == stood_under:
        flash(_("“%(title)s” is back where it was.", title=page.title))
    else:
        flash(_("“%(title)s” is back, at the top of its space: the page above it is in the trash.", title=page.title))
    return redirect(page.url, 303)


@bp.route("/p/<page:ref>/erasure", methods=["GET", "POST"])
def erase(ref: str) -> ResponseReturnValue:
    """Asked first, since nothing brings it back."""
    page = trashed_page_for(current_user, id_of(ref), to="manage")
    if request.method == "POST":
        erase_thrown(page)
        flash(_("“%(title)s” is erased.", title=page.title))
        return redirect(f"{page.space.url}/trash", 303)
    stand_in(page.space)
    return render_template("pages/erasure.html", space=page.space, title=page.title, many=None)


@bp.route("/s/<slug>/trash/erasure", methods=["GET", "POST"])
def clear_trash(slug: str) -> ResponseReturnValue:
    space = space_for(current_user, slug, to="manage")
    if request.method == "POST":
        empty_trash(space, current_user)
        flash(_("The trash is empty."))
        return redirect(f"{space.url}/trash", 303)
    stand_in(space)
    many = sum(1 + thrown.below for thrown in thrown_in(space.id, current_user))
    return render_template("pages/erasure.html", space=space, title=space.name, many=many)


def in_the_trash(viewer: User, page_id: int) -> ResponseReturnValue:
    """What the address of a page in the trash says to those who could read it. Raises NotFound."""
    thrown, space = thrown_page(viewer, page_id)
    stand_in(space)
    is_draft, role = standing(page_id, viewer.id)
    edits, manages = (allows(role if is_draft else role_in(viewer, space), verb) for verb in ("edit", "manage"))
    return render_template("pages/in_trash.html", thrown=thrown, may_restore=edits, may_erase=manages), 404
