from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from wiki.lists.models import KeptList
from wiki.web.addresses import id_of

__all__ = ["back_to", "bp", "id_of", "undoable"]

bp = Blueprint("lists", __name__)


def back_to(kept: KeptList, place: str = "") -> ResponseReturnValue:
    return redirect(f"{kept.url}{place}", 303)


def undoable(words: str, undo: str) -> None:
    flash({"words": words, "undo": undo})  # type: ignore[arg-type]
