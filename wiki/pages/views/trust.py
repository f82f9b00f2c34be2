"""Whether a page is still true, and how the pages of a space are."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid
from wiki.pages import needing
from wiki.pages.forms import DoubtForm
from wiki.pages.policy import page_for
from wiki.pages.shown import Shown
from wiki.pages.trust import confirm
from wiki.pages.trust import doubt as say_doubt
from wiki.pages.views.blueprint import bp, id_of, to_page
from wiki.pages.views.links import page_rights
from wiki.spaces.models import Why
from wiki.spaces.policy import space_for
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in


def is_stale(page: Shown) -> bool:
    details = page.details
    held = details.checked.at if details.checked and details.checked.holds else None
    return page.why != Why.TEMPLATE and needing.is_stale(details.due_on, page.content.updated_at, held)


@bp.post("/p/<page:ref>/checks")
def check(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    confirm(current_user, page)
    flash(_("Thank you. The page says that it was checked today."))
    return to_page(page.url)


@bp.route("/p/<page:ref>/doubt", methods=["GET", "POST"])
def doubt(ref: str) -> ResponseReturnValue:
    """Whoever reads a page may say so; what it does depends on whether they may write it."""
    page, form = page_for(current_user, id_of(ref)), DoubtForm()
    if form.validate_on_submit():
        try:
            say_doubt(current_user, page, form.what.data or "")
        except Invalid as error:
            explain(form, error)
        else:
            flash(_("Thank you. Whoever looks after the page reads it."))
            return redirect(page.url, 303)
    crumbs = stand_in(page.space, page.id)
    may = page_rights(current_user, page)
    shown = render_template("pages/doubt.html", page=page, space=page.space, crumbs=crumbs, form=form, may=may)
    return shown, INVALID if form.errors else 200


@bp.get("/s/<slug>/health")
def health(slug: str) -> str:
    space = space_for(current_user, slug, to="manage")
    stand_in(space)
    return render_template("pages/health.html", space=space, health=needing.health_of(space))
