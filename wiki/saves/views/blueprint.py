from flask import Blueprint, flash

bp = Blueprint("saves", __name__)


def tell_of_save(words: str, undo: str, *, is_new: bool) -> None:
    """Taking the save back undoes it where it is new and nothing was put on lists or taken off them."""
    flash({"words": words, "undo": undo} if is_new else words)  # type: ignore[arg-type]
