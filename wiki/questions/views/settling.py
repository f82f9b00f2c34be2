"""Closing a question, opening it again, deleting it and putting it back."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.questions import actions
from wiki.questions.policy import question_for
from wiki.questions.views.blueprint import back_to, bp, id_of, undoable


@bp.post("/q/<page:question_ref>/closing")
def close(question_ref: str) -> ResponseReturnValue:
    question = question_for(current_user, id_of(question_ref), to="settle")
    actions.close(current_user, question)
    undoable(_("The question is closed."), f"{question.url}/closing/end")
    return back_to(question)


@bp.post("/q/<page:question_ref>/closing/end")
def reopen(question_ref: str) -> ResponseReturnValue:
    question = question_for(current_user, id_of(question_ref), to="settle")
    actions.reopen(current_user, question)
    return back_to(question)


@bp.post("/q/<page:question_ref>/removal")
def remove(question_ref: str) -> ResponseReturnValue:
    question = question_for(current_user, id_of(question_ref), to="settle")
    actions.trash(current_user, question)
    undoable(_("The question is deleted. It can be put back for 30 days."), f"{question.url}/removal/end")
    return redirect(url_for("questions.listed"), 303)


@bp.post("/q/<page:question_ref>/removal/end")
def put_back(question_ref: str) -> ResponseReturnValue:
    question = question_for(current_user, id_of(question_ref), trashed=True)
    actions.restore(current_user, question)
    return back_to(question)


@bp.post("/q/<page:question_ref>/erasure")
def erase(question_ref: str) -> ResponseReturnValue:
    """One that lies in the trash, for good."""
    question = question_for(current_user, id_of(question_ref), trashed=True)
    actions.erase(question.id)
    flash(_("The question is erased."))
    return redirect(url_for("questions.listed"), 303)
