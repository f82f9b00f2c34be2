"""A new page: a title and a place, then straight into the editor."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.core.errors import Invalid
from wiki.pages.actions import create_page
from wiki.pages.forms import NewPageForm, place_choices
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.views.blueprint import bp
from wiki.spaces.models import Space
from wiki.spaces.policy import space_for
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in


@bp.route("/s/<slug>/new", methods=["GET", "POST"])
def new(slug: str) -> ResponseReturnValue:
    space = space_for(current_user, slug, to="edit")
    form = NewPageForm(parent=request.args.get("parent", "", str), title=request.args.get("title", "", str))
    form.parent.choices = place_choices(space)
    if form.validate_on_submit():
        try:
            page = create_page(current_user, space, form.title.data or "", parent_in(space, form.parent.data))
            return redirect(f"{page.url}/edit", 303)
        except Invalid as error:
            explain(form, error)
    stand_in(space)
    return render_template("pages/new.html", form=form, space=space), INVALID if form.errors else 200


def parent_in(space: Space, page_id: str | None) -> Page | None:
    """The page chosen as parent; none for the top. Raises NotFound when it is not in this space."""
    if not page_id:
        return None
    parent = page_for(current_user, int(page_id), to="edit")
    if parent.space_id != space.id:
        raise Invalid("parent", "Choose a page of this space.")
    return parent
