from flask import Blueprint, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from wiki.comments.models import Thread
from wiki.pages.models import Page

bp = Blueprint("comments", __name__)

LARGEST_ID = 10**9


def id_of(ref: str) -> int:
    return int(ref.partition("-")[0])


def by_script() -> bool:
    """Scripts show what has become of a thread themselves."""
    return request.accept_mimetypes.best == "application/json"


def done(page: Page, thread: Thread) -> ResponseReturnValue:
    """After an act: back to the thread, below the page."""
    return jsonify(thread=thread.id) if by_script() else redirect(f"{page.url}#thread-{thread.id}", 303)
