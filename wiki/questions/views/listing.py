"""Questions in lists: those that wait for an answer, one's own, those of a tag or about a page."""

from enum import StrEnum
from typing import Any

from flask import render_template, request, url_for
from sqlalchemy import ColumnElement

from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.questions.models import Question, State
from wiki.questions.queries import LISTED, concerning, in_state, questions_where, tagged, tags_on_questions
from wiki.questions.views.blueprint import bp, number
from wiki.web.visitor import visitor


class Which(StrEnum):
    OPEN = "open"
    MINE = "mine"
    ANSWERED = "answered"
    CLOSED = "closed"


@bp.get("/questions")
def listed() -> str:
    which, tag, about = _which(), request.args.get("tag", "").lower(), _about()
    before = request.args.get("before", "")
    found = questions_where(visitor(), *_conditions(which, tag, about), before=number(before) if before else None)
    kept: dict[str, Any] = ({"tag": tag} if tag else {}) | ({"about": about.id} if about else {})
    last = found[LISTED - 1].id if len(found) > LISTED else None
    return render_template(
        "questions/listed.html",
        questions=found[:LISTED],
        which=which,
        tag=tag,
        about=about,
        urls={each.value: url_for("questions.listed", show=each, **kept) for each in Which},
        without_url=url_for("questions.listed", show=which),
        new_url=url_for("questions.new", **kept),
        older_url=url_for("questions.listed", show=which, before=last, **kept) if last else None,
    )


def _which() -> Which:
    asked = request.args.get("show", Which.OPEN)
    return Which(asked) if asked in set(Which) else Which.OPEN


def _about() -> Page | None:
    typed = request.args.get("about", "")
    return page_for(visitor(), number(typed)) if typed else None


def _conditions(which: Which, tag: str, about: Page | None) -> list[ColumnElement[bool]]:
    conditions = [concerning(visitor().id) if which == Which.MINE else in_state(State(which))]
    if tag:
        conditions.append(tagged(tags_on_questions(visitor()).get(tag, 0)))
    if about:
        conditions.append(Question.about_id == about.id)
    return conditions
