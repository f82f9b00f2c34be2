"""A secret that should never have been written is taken out of a page: looked for first, then gone everywhere."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid
from wiki.editing import purging
from wiki.pages.forms import SecretForm
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.web.forms import INVALID, explain
from wiki.web.security import keep_private
from wiki.web.side import stand_in


@bp.route("/p/<page:ref>/purge", methods=["GET", "POST"])
def purge(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="manage"), SecretForm()
    keep_private()
    if not form.validate_on_submit():
        return _shown(page, form)
    try:
        secret = purging.valid_secret(form.secret.data or "")
    except Invalid as error:
        explain(form, error)
        return _shown(page, form), INVALID
    if "everywhere" in request.form:
        return _take_out(page, secret)
    return _shown(
        page, form, found=purging.find(page, secret), others=purging.pages_with(current_user, secret, but=page.id)
    )


def _take_out(page: Page, secret: str) -> ResponseReturnValue:
    purging.purge(current_user, page, secret)
    flash(_("It is gone from this page. Its database is being written anew and searched; the result stands below."))
    return redirect(f"{page.url}/purge", 303)


def _shown(page: Page, form: SecretForm, **found: object) -> str:
    return render_template(
        "pages/purge.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        form=form,
        purges=purging.purges_of(page.id),
        **found,
    )
