"""The first page: where people write now, the spaces, and what changed."""

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.pages.asking import waiting_for
from wiki.pages.needing import needing
from wiki.pages.queries import listed_by_id, recently_changed
from wiki.pages.tasks import NEXT, tasks_of
from wiki.spaces.queries import listed_spaces
from wiki.web.doors import public
from wiki.web.writing import seen

bp = Blueprint("home", __name__)

SHOWN = 15


@bp.get("/")
def show() -> str:
    writing = seen.now()
    pages = listed_by_id(list(writing), current_user)
    return render_template(
        "home.html",
        spaces=listed_spaces(current_user),
        changed=recently_changed(current_user, limit=SHOWN),
        needing=needing(current_user),
        waiting=waiting_for(current_user),
        tasks=tasks_of(current_user, most=NEXT),
        writing_now=[{"title": p.title, "url": p.url, "people": writing[p.id]} for p in pages],
    )


@bp.get("/health")
@public
def health() -> ResponseReturnValue:
    return jsonify(ok=True)
