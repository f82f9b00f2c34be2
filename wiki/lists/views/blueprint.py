from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import Invalid
from wiki.lists.models import KeptList
from wiki.web.addresses import id_of
from wiki.web.undoing import undoable

__all__ = ["back_to", "bp", "id_of", "still_undoable", "undoable"]

bp = Blueprint("lists", __name__)


def back_to(kept: KeptList, place: str = "") -> ResponseReturnValue:
    return redirect(f"{kept.url}{place}", 303)


def still_undoable(error: Invalid, undo: str) -> None:
    """Why it could not be put back yet."""
    undoable(gettext(error.message, **error.values), undo)
