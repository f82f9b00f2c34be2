"""What was done is said, with the way to undo it beside."""

from flask import flash


def undoable(words: str, undo: str) -> None:
    """`undo`: the address to send for that."""
    flash({"words": words, "undo": undo})  # type: ignore[arg-type]
