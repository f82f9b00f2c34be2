"""The round of a page: asking, answering, how far it is, ending it."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.errors import Invalid, NotFound
from wiki.pages.models import Page
from wiki.pages.policy import may, page_for
from wiki.rounds import actions
from wiki.rounds.forms import AnswerForm, RoundForm
from wiki.rounds.models import Round
from wiki.web.addresses import id_of
from wiki.web.forms import INVALID, explain
from wiki.web.side import stand_in

bp = Blueprint("rounds", __name__)


@bp.get("/p/<page:ref>/feedback")
def show(ref: str) -> str:
    page = page_for(current_user, id_of(ref))
    return _page(page, RoundForm(formdata=None), AnswerForm(formdata=None))


@bp.post("/p/<page:ref>/feedback")
def ask(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref), to="edit"), RoundForm()
    if not form.validate():
        return _page(page, form, AnswerForm(formdata=None)), INVALID
    try:
        people = actions.people_named(form.people.data or "", page)
        actions.ask(current_user, page, people, form.kind.data or "", form.due_on.data)
    except Invalid as error:
        explain(form, error)
        return _page(page, form, AnswerForm(formdata=None)), INVALID
    flash(_("They are asked."))
    return redirect(f"{page.url}/feedback", 303)


@bp.post("/p/<page:ref>/feedback/answer")
def answer(ref: str) -> ResponseReturnValue:
    page, form = page_for(current_user, id_of(ref)), AnswerForm()
    try:
        actions.answer(_open(page), current_user, form.words.data or "")
    except Invalid as error:
        explain(form, error)
        return _page(page, RoundForm(formdata=None), form), INVALID
    flash(_("Thank you."))
    return redirect(f"{page.url}/feedback", 303)


@bp.post("/p/<page:ref>/feedback/end")
def end(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    actions.end(current_user, page, _open(page))
    flash(_("The round is over."))
    return redirect(f"{page.url}#comments", 303)


def _open(page: Page) -> Round:
    found = actions.open_round(page.id)
    if found is None:
        raise NotFound(str(page.id))
    return found


def _page(page: Page, form: RoundForm, answering: AnswerForm) -> str:
    found = actions.open_round(page.id)
    mine = next((each for each in found.asked if each.user_id == current_user.id), None) if found else None
    return render_template(
        "rounds/show.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        form=form,
        answering=answering,
        round=found,
        mine=mine,
        due=format_date(found.due_on, "d MMMM yyyy") if found and found.due_on else "",
        may_edit=may(current_user, "edit", page),
    )
