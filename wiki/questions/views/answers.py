"""Answers: given, changed, taken back, accepted, thanked for."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid
from wiki.questions import answers as acts
from wiki.questions.forms import AnswerForm
from wiki.questions.models import Answer, Question
from wiki.questions.policy import answer_for, question_for
from wiki.questions.views.blueprint import back_to, bp, id_of, tell_of_unreached, undoable
from wiki.questions.views.showing import question_page
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in


@bp.post("/q/<page:question_ref>/answers")
def answer(question_ref: str) -> ResponseReturnValue:
    question, form = question_for(current_user, id_of(question_ref), to="answer"), AnswerForm()
    try:
        given = acts.answer(current_user, question, form.text.data or "")
    except Invalid as error:
        explain(form, error)
        return question_page(question, form), INVALID
    tell_of_unreached(question, given.text)
    return _at(question, given)


@bp.route("/answers/<int:answer_id>/edit", methods=["GET", "POST"])
def edit_answer(answer_id: int) -> ResponseReturnValue:
    given, question = answer_for(current_user, answer_id, to="change")
    form = AnswerForm(text=given.text)
    if request.method == "POST":
        try:
            acts.reword(current_user, question, given, form.text.data or "")
            tell_of_unreached(question, given.text)
            return _at(question, given)
        except Invalid as error:
            explain(form, error)
    stand_in(question.space)
    shown = render_template("questions/edit_answer.html", question=question, space=question.space, form=form)
    return shown, INVALID if form.errors else 200


@bp.post("/answers/<int:answer_id>/removal")
def remove_answer(answer_id: int) -> ResponseReturnValue:
    given, question = answer_for(current_user, answer_id, to="remove")
    acts.remove(current_user, question, given)
    undoable(_("The answer is deleted."), f"/answers/{given.id}/removal/end")
    return back_to(question)


@bp.post("/answers/<int:answer_id>/removal/end")
def put_back_answer(answer_id: int) -> ResponseReturnValue:
    given, question = answer_for(current_user, answer_id, to="remove")
    acts.put_back(current_user, question, given)
    return _at(question, given)


@bp.post("/answers/<int:answer_id>/acceptance")
def accept(answer_id: int) -> ResponseReturnValue:
    given, question = answer_for(current_user, answer_id, to="accept")
    acts.accept(current_user, question, given)
    undoable(_("The question is answered."), f"/answers/{given.id}/acceptance/end")
    return _at(question, given)


@bp.post("/answers/<int:answer_id>/acceptance/end")
def end_acceptance(answer_id: int) -> ResponseReturnValue:
    given, question = answer_for(current_user, answer_id, to="accept")
    acts.end_acceptance(current_user, question, given)
    return _at(question, given)


@bp.post("/answers/<int:answer_id>/thanks")
def thank(answer_id: int) -> ResponseReturnValue:
    given, question = answer_for(current_user, answer_id, to="thank")
    acts.thank(current_user, question, given)
    return _at(question, given)


@bp.post("/answers/<int:answer_id>/thanks/end")
def end_thanks(answer_id: int) -> ResponseReturnValue:
    given, question = answer_for(current_user, answer_id, to="thank")
    acts.end_thanks(current_user, question, given)
    return _at(question, given)


def _at(question: Question, given: Answer) -> ResponseReturnValue:
    return back_to(question, f"#answer-{given.id}")
