from flask import Blueprint

bp = Blueprint("files", __name__)


def id_of(ref: str) -> int:
    """The page's id in its address."""
    return int(ref.partition("-")[0])
