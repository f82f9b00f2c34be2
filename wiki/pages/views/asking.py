"""What somebody says who was asked to look at a page."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid
from wiki.pages.asking import answer, request_to
from wiki.pages.forms import LookForm
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in


@bp.route("/p/<page:ref>/look", methods=["GET", "POST"])
def look(ref: str) -> ResponseReturnValue:
    """With `good` it looks good; without, a remark says what is missing. Nobody else was asked, so it is not there."""
    page, form = page_for(current_user, id_of(ref)), LookForm()
    asked = request_to(current_user, page)
    if form.validate_on_submit():
        try:
            answer(asked, page, current_user, good=bool(form.good.data), remark=form.remark.data or "")
        except Invalid as error:
            explain(form, error)
        else:
            flash(_("Thank you. Whoever asked sees it."))
            return redirect(page.url, 303)
    crumbs = stand_in(page.space, page.id)
    shown = render_template("pages/look.html", page=page, space=page.space, crumbs=crumbs, form=form)
    return shown, INVALID if form.errors else 200
