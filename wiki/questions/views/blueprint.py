from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from wiki.core.errors import NotFound
from wiki.questions.mentions import named_in
from wiki.questions.models import Question

bp = Blueprint("questions", __name__)
LONGEST_ID = 9


def id_of(ref: str) -> int:
    return int(ref.partition("-")[0])


def number(typed: str) -> int:
    """Raises NotFound."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_ID):
        raise NotFound(typed)
    return int(typed)


def back_to(question: Question, place: str = "") -> ResponseReturnValue:
    return redirect(f"{question.url}{place}", 303)


def undoable(words: str, undo: str) -> None:
    flash({"words": words, "undo": undo})  # type: ignore[arg-type]


def tell_of_unreached(question: Question, said: str) -> None:
    """A sentence about those who are named and cannot read the question, and so are not told."""
    names = [user.name for user in named_in(said, question.space).unreached]
    if names:
        told = ngettext(
            "%(names)s cannot read this question and is not told.",
            "%(names)s cannot read this question and are not told.",
            len(names),
            names=", ".join(names),
        )
        flash(told)
