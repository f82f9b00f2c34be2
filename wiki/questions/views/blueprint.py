from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from wiki.core.errors import NotFound
from wiki.questions.mentions import named_in
from wiki.questions.models import Question
from wiki.web.addresses import id_of
from wiki.web.naming import of_crowds
from wiki.web.undoing import undoable

__all__ = ["back_to", "bp", "id_of", "number", "tell_of_unreached", "undoable"]

bp = Blueprint("questions", __name__)
LONGEST_ID = 9


def number(typed: str) -> int:
    """Raises NotFound."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_ID):
        raise NotFound(typed)
    return int(typed)


def back_to(question: Question, place: str = "") -> ResponseReturnValue:
    return redirect(f"{question.url}{place}", 303)


def tell_of_unreached(question: Question, said: str) -> None:
    """Sentences about those who are named and not told: they cannot read the question, or their group is a crowd."""
    named = named_in(said, question.space)
    for crowd in of_crowds(named.crowds):
        flash(crowd)
    if names := [user.name for user in named.unreached]:
        told = ngettext(
            "%(names)s cannot read this question and is not told.",
            "%(names)s cannot read this question and are not told.",
            len(names),
            names=", ".join(names),
        )
        flash(told)
