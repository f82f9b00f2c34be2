"""Templates: the place where those of a space stand, and using one."""

from flask import Response, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import NotFound
from wiki.editing.actions import current as current_text
from wiki.editing.actions import write_text
from wiki.pages.forms import StartForm
from wiki.pages.policy import page_for
from wiki.pages.templates import built_in, make_template, template_named, templates_of
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.making import new_key, start_from
from wiki.pages.views.starting import filling_for, offered_in
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Role
from wiki.spaces.policy import VERBS, role_in, space_for
from wiki.web.forms import INVALID
from wiki.web.locale import lang
from wiki.web.side import stand_in


@bp.get("/s/<slug>/templates")
def templates(slug: str) -> str:
    space = space_for(current_user, slug)
    stand_in(space)
    verbs = VERBS[role_in(current_user, space) or Role.READER]
    return render_template(
        "templates/listed.html",
        space=space,
        own=templates_of(space.id),
        ready=built_in(lang()),
        may={"edit": "edit" in verbs, "manage": "manage" in verbs},
        begin_url=f"{space.url}/begin",
        new_key=new_key,
    )


@bp.post("/p/<page:ref>/templates")
def keep_as_template(ref: str) -> ResponseReturnValue:
    """A template of the space that says what this page says now. The page stays as it is."""
    page = page_for(current_user, id_of(ref), to="edit")
    if why_apart(page.id) is not None:
        raise NotFound(ref)
    text = current_text(page.id).text
    template = make_template(current_user, page.space, page.title)
    write_text(template.id, current_user.id, text, show=False)
    space = page.space.name
    flash(_("This is a template of %(space)s now. Change here what new pages should begin with.", space=space))
    return redirect(f"{template.url}/edit", 303)


@bp.post("/p/<page:ref>/template")
def start(ref: str) -> ResponseReturnValue:
    """Write a template into an empty page."""
    page = page_for(current_user, id_of(ref), to="edit")
    form = StartForm()
    if not form.validate_on_submit():
        return jsonify(errors=form.errors), INVALID
    if not start_from(form.template.data, page, form.title.data or ""):
        flash(_("Somebody began to write on this page, so nothing was put in."))
    return redirect(f"{page.url}/edit", 303)


@bp.get("/p/<page:ref>/suggested/templates")
def suggest_templates(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    typed = request.args.get("q", "").strip().casefold()
    found = [one for one in offered_in(page.space) if typed in one.title.casefold()]
    return jsonify([{"name": one.name, "title": one.title, "about": one.about} for one in found])


@bp.get("/p/<page:ref>/templates/<name>")
def template_text(ref: str, name: str) -> Response:
    """The text of a template as it would stand in this page."""
    page = page_for(current_user, id_of(ref), to="edit")
    text = filling_for(page).into(template_named(name, page.space_id, lang()).text)
    return Response(text, mimetype="text/markdown")
