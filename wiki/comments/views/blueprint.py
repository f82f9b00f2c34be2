from flask import Blueprint, flash, jsonify, redirect
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from wiki.comments.mentions import named_in
from wiki.comments.models import Thread
from wiki.pages.models import Page
from wiki.web.addresses import id_of
from wiki.web.forms import by_script
from wiki.web.naming import of_crowds

__all__ = ["bp", "done", "id_of"]

bp = Blueprint("comments", __name__)


def done(page: Page, thread: Thread, said: str = "") -> ResponseReturnValue:
    """After an act: back to the thread, below the page. `said`: words that may name people."""
    notice = unreached(page, said) if said else ""
    if by_script():
        return jsonify(thread=thread.id, **{"notice": notice} if notice else {})
    if notice:
        flash(notice)
    return redirect(f"{page.url}#thread-{thread.id}", 303)


def unreached(page: Page, said: str) -> str:
    """Sentences about those who are named and are not told: they cannot read the page, or their group is a crowd."""
    named = named_in(said, page)
    told = [_cannot_read([user.name for user in named.unreached])] if named.unreached else []
    return " ".join([*told, *of_crowds(named.crowds)])


def _cannot_read(names: list[str]) -> str:
    told = ngettext(
        "%(names)s cannot read this page and is not told.",
        "%(names)s cannot read this page and are not told.",
        len(names),
        names=", ".join(names),
    )
    return str(told)
