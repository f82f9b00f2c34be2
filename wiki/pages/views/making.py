"""A new page is the editor itself; without scripts, a title and a place come first."""

import secrets
from collections.abc import Collection

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid, NotFound
from wiki.editing.starting import start_with
from wiki.pages.actions import create_page, list_page, valid_title
from wiki.pages.beginning import begin_page
from wiki.pages.forms import BeginForm, NewPageForm, place_choices
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.templates import built_in, template_named, templates_of
from wiki.pages.views.blueprint import bp
from wiki.pages.views.starting import filling_for
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Space, Why
from wiki.spaces.policy import space_for
from wiki.web.forms import INVALID, explain
from wiki.web.locale import lang
from wiki.web.side import stand_in

KEY_BYTES = 16
LONGEST_ID = 9
ALSO_DRAFTS = (None, Why.DRAFT)


def new_key() -> str:
    """For a form that begins a page: sent twice, it begins one."""
    return secrets.token_urlsafe(KEY_BYTES)


@bp.route("/s/<slug>/new", methods=["GET", "POST"])
def new(slug: str) -> ResponseReturnValue:
    """With scripts, this page begins one at once and leads to its editor."""
    space = space_for(current_user, slug, to="edit")
    form = NewPageForm(
        parent=request.args.get("parent", "", str),
        title=request.args.get("title", "", str),
        draft="draft" in request.args,
    )
    form.parent.choices, form.template.choices = place_choices(space), _template_choices(space)
    if form.validate_on_submit():
        try:
            page = _make(space, form)
            start_from(form.template.data, page)
            return redirect(f"{page.url}/edit", 303)
        except Invalid as error:
            explain(form, error)
    stand_in(space)
    begin = {"begin_url": f"{space.url}/begin", "key": new_key()}
    return render_template("pages/new.html", form=form, space=space, **begin), INVALID if form.errors else 200


def _make(space: Space, form: NewPageForm) -> Page:
    """Raises Invalid."""
    title, parent = valid_title(form.title.data or ""), parent_in(space, form.parent.data, ALSO_DRAFTS)
    if not form.draft.data:
        return create_page(current_user, space, title, parent)
    page, _new = begin_page(current_user, space, new_key(), title, parent, draft=True)
    list_page(current_user, page)
    return page


def _template_choices(space: Space) -> dict[str, list[tuple[str, str]]]:
    own = {_("Of %(space)s", space=space.name): templates_of(space.id), _("Of Kring"): built_in(lang())}
    named = {label: [(one.name, one.title) for one in some] for label, some in own.items() if some}
    return {_("Empty page"): [("", _("Empty page"))], **named}


@bp.post("/s/<slug>/begin")
def begin(slug: str) -> ResponseReturnValue:
    """An empty page, or one from a template, and straight into its editor; sent twice, it leads to the same one."""
    space = space_for(current_user, slug, to="edit")
    form = BeginForm()
    if not form.validate_on_submit():
        return jsonify(errors=form.errors), INVALID
    try:
        parent = parent_in(space, form.parent.data, ALSO_DRAFTS)
        page, new = begin_page(
            current_user, space, form.key.data or new_key(), form.title.data or "", parent, draft=bool(form.draft.data)
        )
    except Invalid as error:
        explain(form, error)
        return jsonify(errors=form.errors), INVALID
    if new:
        start_from(form.template.data, page)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(url=f"{page.url}/edit")
    return redirect(f"{page.url}/edit", 303)


def start_from(name: str | None, page: Page, title: str = "") -> bool:
    """Write this template into an empty page; False when there are words by now. Raises NotFound."""
    if not name:
        return True
    text = filling_for(page, title).into(template_named(name, page.space_id, lang()).text)
    return start_with(page.id, current_user.id, text)


def parent_in(space: Space, page_id: str | None, apart: Collection[Why | None] = (None,)) -> Page | None:
    """The page chosen as parent; none for the top. `apart`: what may be known of it as to lists. Raises NotFound when
    there is no such page, and Invalid when it is not one of this space."""
    if not page_id:
        return None
    parent = page_for(current_user, _number(page_id), to="edit")
    if parent.space_id != space.id or why_apart(parent.id) not in apart:
        raise Invalid("parent", "Choose a page of this space.")
    return parent


def _number(typed: str) -> int:
    if not typed.isdecimal() or len(typed) > LONGEST_ID:
        raise NotFound(typed)
    return int(typed)
