"""Proposing a change to a passage, accepting it and declining it."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from wiki.comments.models import Thread
from wiki.comments.policy import page_to_comment, thread_for
from wiki.core.errors import Invalid
from wiki.pages.models import Page
from wiki.suggestions import actions
from wiki.suggestions.forms import DeclineForm, ProposalForm, SuggestionForm
from wiki.suggestions.policy import suggestion_for
from wiki.suggestions.queries import suggestions_in
from wiki.web.addresses import id_of
from wiki.web.forms import INVALID, by_script, explain, first_error
from wiki.web.side import stand_in

bp = Blueprint("suggestions", __name__)


@bp.post("/p/<page:ref>/suggestions/source")
def source(ref: str) -> ResponseReturnValue:
    """What a passage says in Markdown, for scripts that let somebody change it."""
    page, form = page_to_comment(current_user, id_of(ref)), ProposalForm()
    try:
        return jsonify(after=actions.source_of(page, **form.where))
    except Invalid as error:
        return jsonify(error=_(error.message)), INVALID


@bp.post("/p/<page:ref>/suggestions")
def propose(ref: str) -> ResponseReturnValue:
    """A change to a passage that no thread is about yet, from the margin. What cannot be taken comes back in words."""
    page, form = page_to_comment(current_user, id_of(ref)), ProposalForm()
    if not form.validate():
        return jsonify(error=first_error(form)), INVALID
    try:
        thread = actions.propose(current_user, page, form.after.data or "", form.text.data or "", **form.where)
    except Invalid as error:
        return jsonify(error=_(error.message)), INVALID
    return _back(page, thread)


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
    if by_script():
        return jsonify(error=_(error.message)), INVALID
    flash(_(error.message))
    return redirect(f"{page.url}#thread-{thread.id}", 303)


def _back(page: Page, thread: Thread) -> ResponseReturnValue:
    return jsonify(thread=thread.id) if by_script() else redirect(f"{page.url}#thread-{thread.id}", 303)


def _form(page: Page, form: FlaskForm, template: str, **more: object) -> str:
    crumbs = stand_in(page.space, page.id)
    return render_template(template, page=page, space=page.space, crumbs=crumbs, form=form, **more)
