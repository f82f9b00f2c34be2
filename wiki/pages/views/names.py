"""The other names of a page: listed, added, taken away."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.core.errors import Invalid
from wiki.pages.forms import NameForm
from wiki.pages.models import Page
from wiki.pages.names import add_name, drop_name, names_of
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in


@bp.get("/p/<page:ref>/names")
def names(ref: str) -> str:
    return _page(page_for(current_user, id_of(ref), to="edit"), NameForm())


@bp.post("/p/<page:ref>/names")
def put_name(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), NameForm()
    if form.validate_on_submit():
        try:
            add_name(page, form.title.data or "")
            return redirect(f"{page.url}/names", 303)
        except Invalid as error:
            explain(form, error)
    return _page(page, form), INVALID


@bp.post("/p/<page:ref>/names/<int:name_id>/removal")
def take_name(ref: str, name_id: int) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    drop_name(page, name_id)
    return redirect(f"{page.url}/names", 303)


def _page(page: Page, form: NameForm) -> str:
    crumbs = stand_in(page.space, page.id)
    return render_template(
        "pages/names.html", page=page, space=page.space, crumbs=crumbs, names=names_of(page.id), form=form
    )
