"""What is said in threads: answered, changed, taken back, reacted to."""

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from wiki.comments import actions, queries
from wiki.comments.forms import ReactionForm, RemarkForm
from wiki.comments.policy import remark_for, thread_for
from wiki.comments.views.blueprint import bp, done
from wiki.core.errors import Invalid
from wiki.pages.models import Page
from wiki.web.forms import INVALID, by_script, explain
from wiki.web.side import stand_in
from wiki.web.undoing import undoable


@bp.post("/threads/<int:thread_id>/remarks")
def answer(thread_id: int) -> ResponseReturnValue:
    thread, page = thread_for(current_user, thread_id, to="answer")
    form = RemarkForm()
    try:
        actions.answer(current_user, page, thread, form.text.data or "")
    except Invalid as error:
        return _not_taken(page, form, error, _("Reply"))
    return done(page, thread, form.text.data or "")


@bp.get("/threads/<int:thread_id>/remarks")
def reply(thread_id: int) -> ResponseReturnValue:
    """A form to answer in; `quote=12` begins with what remark 12 of this thread says."""
    thread, page = thread_for(current_user, thread_id, to="answer")
    text = queries.quoted(thread.id, request.args.get("quote", type=int))
    if by_script():
        return jsonify(text=text)
    return _form(page, RemarkForm(formdata=None, text=text), _("Reply"))


@bp.route("/remarks/<int:remark_id>/edit", methods=["GET", "POST"])
def edit(remark_id: int) -> ResponseReturnValue:
    remark, thread, page = remark_for(current_user, remark_id, to="change")
    form = RemarkForm(text=remark.text)
    if request.method == "POST":
        try:
            actions.reword(current_user, page, remark, form.text.data or "")
        except Invalid as error:
            return _not_taken(page, form, error, _("Edit your comment"))
        return done(page, thread, form.text.data or "")
    if by_script():
        return jsonify(text=remark.text)
    return _form(page, form, _("Edit your comment"))


def _not_taken(page: Page, form: RemarkForm, error: Invalid, title: str) -> ResponseReturnValue:
    if by_script():
        return jsonify(error=_(error.message)), INVALID
    explain(form, error)
    return _form(page, form, title), INVALID


def _form(page: Page, form: FlaskForm, title: str, template: str = "comments/edit.html") -> str:
    crumbs = stand_in(page.space, page.id)
    return render_template(template, page=page, space=page.space, crumbs=crumbs, form=form, title=title)


@bp.post("/remarks/<int:remark_id>/removal")
def remove(remark_id: int) -> ResponseReturnValue:
    remark, thread, page = remark_for(current_user, remark_id, to="remove")
    actions.remove(current_user, page, remark)
    undo = f"/remarks/{remark.id}/removal/end"
    if by_script():
        return jsonify(thread=thread.id, undo=undo)
    undoable(_("The comment is deleted."), undo)
    return redirect(f"{page.url}#comments", 303)


@bp.post("/remarks/<int:remark_id>/removal/end")
def put_back(remark_id: int) -> ResponseReturnValue:
    remark, thread, page = remark_for(current_user, remark_id, to="remove")
    actions.put_back(current_user, page, remark)
    return done(page, thread)


@bp.get("/remarks/<int:remark_id>/reactions")
def choose_reaction(remark_id: int) -> str:
    """Any emoji, beside the few that stand ready."""
    _remark, _thread, page = remark_for(current_user, remark_id, to="answer")
    return _form(page, ReactionForm(formdata=None), _("React"), "comments/react.html")


@bp.post("/remarks/<int:remark_id>/reactions")
def react(remark_id: int) -> ResponseReturnValue:
    remark, thread, page = remark_for(current_user, remark_id, to="answer")
    try:
        actions.react(current_user, page, remark, request.form.get("emoji", ""))
    except Invalid as error:
        if by_script():
            return jsonify(error=_(error.message)), INVALID
        flash(_(error.message))
    return done(page, thread)
