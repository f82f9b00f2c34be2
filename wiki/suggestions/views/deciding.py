"""Proposing a change to a passage, accepting it and declining it."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from wiki.comments.models import Thread
from wiki.comments.policy import thread_for
from wiki.core.errors import Invalid
from wiki.pages.models import Page
from wiki.suggestions import actions
from wiki.suggestions.forms import DeclineForm, SuggestionForm
from wiki.suggestions.policy import suggestion_for
from wiki.suggestions.queries import suggestions_in
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in

bp = Blueprint("suggestions", __name__)


@bp.get("/threads/<int:thread_id>/suggestion")
def ask(thread_id: int) -> ResponseReturnValue:
    thread, page = thread_for(current_user, thread_id, to="answer")
    try:
        source = actions.passage_of(thread).source
    except Invalid as error:
        return _gone(page, thread, error)
    return _form(page, SuggestionForm(formdata=None, after=source), "suggestions/suggest.html")


@bp.post("/threads/<int:thread_id>/suggestion")
def suggest(thread_id: int) -> ResponseReturnValue:
    thread, page = thread_for(current_user, thread_id, to="answer")
    form = SuggestionForm()
    try:
        actions.suggest(current_user, page, thread, form.after.data or "", form.text.data or "")
    except Invalid as error:
        explain(form, error)
        return _form(page, form, "suggestions/suggest.html"), INVALID
    return _back(page, thread)


@bp.post("/suggestions/<int:remark_id>/acceptance")
def accept(remark_id: int) -> ResponseReturnValue:
    """What would come of it in words that were changed meanwhile is shown first."""
    found, remark, thread, page = suggestion_for(current_user, remark_id)
    try:
        actions.accept(current_user, page, thread, remark, found, knowing=request.form.get("knowing") == "1")
    except Invalid as error:
        return _gone(page, thread, error)
    return _back(page, thread)


@bp.route("/suggestions/<int:remark_id>/refusal", methods=["GET", "POST"])
def decline(remark_id: int) -> ResponseReturnValue:
    found, _remark, thread, page = suggestion_for(current_user, remark_id)
    form = DeclineForm()
    if request.method == "GET":
        shown = suggestions_in(page.id, [thread.id])[remark_id]
        return _form(page, form, "suggestions/decline.html", shown=shown)
    try:
        actions.decline(current_user, page, thread, found, form.text.data or "")
    except Invalid as error:
        return _gone(page, thread, error)
    return _back(page, thread)


def _gone(page: Page, thread: Thread, error: Invalid) -> ResponseReturnValue:
    if _by_script():
        return jsonify(error=_(error.message)), INVALID
    flash(_(error.message))
    return redirect(f"{page.url}#thread-{thread.id}", 303)


def _back(page: Page, thread: Thread) -> ResponseReturnValue:
    return jsonify(thread=thread.id) if _by_script() else redirect(f"{page.url}#thread-{thread.id}", 303)


def _by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _form(page: Page, form: FlaskForm, template: str, **more: object) -> str:
    crumbs = stand_in(page.space, page.id)
    return render_template(template, page=page, space=page.space, crumbs=crumbs, form=form, **more)
