"""Whom a question is put to: somebody by name, everybody who watches its tags; and the word of who cannot answer."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid
from wiki.questions.actions import ask_everyone
from wiki.questions.forms import PersonForm, RefusalForm, person_in
from wiki.questions.policy import question_for
from wiki.questions.turns import ask_person, decline
from wiki.questions.views.blueprint import back_to, bp, id_of
from wiki.questions.views.showing import question_page
from wiki.web.forms import INVALID, explain


@bp.post("/q/<page:question_ref>/people")
def ask_by_name(question_ref: str) -> ResponseReturnValue:
    question, form = question_for(current_user, id_of(question_ref), to="settle"), PersonForm()
    try:
        person = person_in(form.to.data)
        if person is None:
            raise Invalid("to", "Name a colleague.")
        ask_person(current_user, question, person)
    except Invalid as error:
        explain(form, error)
        return question_page(question, person_form=form), INVALID
    flash(_("%(name)s is asked.", name=person.name))
    return back_to(question)


@bp.post("/q/<page:question_ref>/everyone")
def ask_all(question_ref: str) -> ResponseReturnValue:
    question = question_for(current_user, id_of(question_ref), to="settle")
    ask_everyone(current_user, question)
    if question.to_all_at:
        flash(_("Whoever watches its tags is asked."))
    return back_to(question)


@bp.post("/q/<page:question_ref>/refusal")
def refuse(question_ref: str) -> ResponseReturnValue:
    question, form = question_for(current_user, id_of(question_ref), to="decline"), RefusalForm()
    try:
        to = person_in(form.to.data)
        decline(current_user, question, form.words.data or "", to)
    except Invalid as error:
        explain(form, error)
        return question_page(question, refusal_form=form), INVALID
    flash(_("%(name)s is asked.", name=to.name) if to else _("Whoever asked is told."))
    return back_to(question)
