"""Asking to be let in, and letting people in."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.notifications.access import seen
from wiki.spaces import access
from wiki.spaces.forms import ROLES, AccessForm
from wiki.spaces.models import AccessRequest, Entry, Role
from wiki.spaces.policy import may
from wiki.spaces.views.blueprint import bp
from wiki.web.forms import INVALID, explain


@bp.get("/access")
def ask_for_access() -> str:
    return _asking(AccessForm(formdata=None, path=request.args.get("path", "")))


@bp.post("/access")
def send_request() -> ResponseReturnValue:
    """The answer is the same whether there is anything or not."""
    form = AccessForm()
    try:
        access.ask(current_user, form.path.data or "", form.words.data or "")
    except Invalid as error:
        explain(form, error)
        return _asking(form), INVALID
    flash(_("If something is there, whoever manages it is asked. The answer comes to your inbox."))
    return redirect("/", 303)


def _asking(form: AccessForm) -> str:
    return render_template("spaces/ask.html", form=form)


@bp.get("/access/<int:request_id>")
def show_request(request_id: int) -> str:
    asked = access.request_for(current_user, request_id)
    seen(current_user.id, asked.id)
    return _shown(asked)


@bp.post("/access/<int:request_id>")
def answer_request(request_id: int) -> ResponseReturnValue:
    asked = access.request_for(current_user, request_id, to="answer")
    typed = request.form.get("role", "")
    try:
        access.answer(current_user, asked, Role(typed) if typed in set(Role) else None)
    except Invalid as error:
        flash(_(error.message))
    return redirect(f"/access/{asked.id}", 303)


def _shown(asked: AccessRequest) -> str:
    entry = session.get(Entry, asked.entry_id) if asked.entry_id else None
    manages = may(current_user, "manage", asked.space)
    return render_template(
        "spaces/request.html",
        asked=asked,
        roles=ROLES,
        manages=manages,
        page=entry if entry and (manages or asked.granted) and not entry.is_trashed else None,
    )
