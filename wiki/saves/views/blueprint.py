from flask import Blueprint, flash

from wiki.web.undoing import undoable

bp = Blueprint("saves", __name__)


def tell_of_save(words: str, undo: str, *, is_new: bool) -> None:
    """Taking the save back undoes it where it is new and nothing was put on lists or taken off them."""
    if is_new:
        undoable(words, undo)
    else:
        flash(words)
