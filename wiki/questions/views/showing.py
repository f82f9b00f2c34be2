"""A question as it is read, with its answers and whom it is put to."""

from typing import Any

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.notifications.actions import read_entry
from wiki.notifications.turns import next_to_ask
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.suggesting import readers_to_name
from wiki.questions.forms import AnswerForm, PersonForm, RefusalForm
from wiki.questions.models import Question, State
from wiki.questions.policy import asked_row, may_settle, may_speak, question_for
from wiki.questions.queries import answers_to, state_of, tags_of
from wiki.questions.turns import asked_of
from wiki.questions.views.blueprint import bp, id_of
from wiki.spaces.policy import may
from wiki.web.copies import is_copy
from wiki.web.safe import sanitised
from wiki.web.side import stand_in
from wiki.web.visitor import visitor


@bp.get("/q/<page:question_ref>")
def show(question_ref: str) -> ResponseReturnValue:
    try:
        question = question_for(visitor(), id_of(question_ref))
    except NotFound:
        return _in_the_trash(id_of(question_ref))
    if question_ref != question.ref:
        return redirect(question.url, 301)
    if not is_copy():
        read_entry(visitor().id, question.id)
    return question_page(question)


@bp.get("/q/<page:question_ref>/answers")
def answers(question_ref: str) -> str:
    """The answers as they are now, for scripts."""
    question = question_for(visitor(), id_of(question_ref))
    return render_template("questions/piece.html", question=question, **_told(question))


def question_page(
    question: Question,
    form: AnswerForm | None = None,
    person_form: PersonForm | None = None,
    refusal_form: RefusalForm | None = None,
) -> str:
    stand_in(question.space)
    told = _told(question)
    asks = told["may_settle"] and told["state"] == State.OPEN
    return render_template(
        "questions/show.html",
        question=question,
        space=question.space,
        html=sanitised(question.html),
        tags=tags_of([question.id]).get(question.id, []),
        about=_about(question),
        asked=asked_of(question.id),
        mine=asked_row(visitor(), question),
        follows=next_to_ask(question) if asks else None,
        offered=readers_to_name(visitor(), question.space) if asks or asked_row(visitor(), question) else [],
        form=form or AnswerForm(formdata=None),
        person_form=person_form or PersonForm(formdata=None),
        refusal_form=refusal_form or RefusalForm(formdata=None),
        **told,
    )


def _told(question: Question) -> dict[str, Any]:
    found = answers_to(question.id, visitor())
    for answer in found:
        answer.html = sanitised(answer.html)
    return {
        "answers": found,
        "state": state_of(question),
        "own": question.author_id == visitor().id,
        "may_speak": may_speak(visitor(), question.space),
        "may_settle": may_settle(visitor(), question),
        "may_manage": may(visitor(), "manage", question.space),
    }


def _about(question: Question) -> Page | None:
    """The page it came up with, for whoever may read that."""
    try:
        return page_for(visitor(), question.about_id) if question.about_id else None
    except NotFound:
        return None


def _in_the_trash(question_id: int) -> ResponseReturnValue:
    """Those learn of it who may put it back."""
    question = question_for(visitor(), question_id, trashed=True)
    return render_template("questions/trashed.html", question=question), 404
