"""What is directed at the visitor, and what they do with it: done, later, unread, no more of it."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.notifications import actions
from wiki.notifications.queries import lines_of
from wiki.people.vouching import proposed_to
from wiki.web.undoing import undoable

bp = Blueprint("notifications", __name__)

INBOX = "/inbox"


@bp.get(INBOX)
def inbox() -> str:
    """To have looked takes the dot away."""
    actions.look_in(current_user)
    return render_template("inbox/inbox.html", lines=lines_of(current_user), proposed=proposed_to(current_user))


@bp.post(f"{INBOX}/<int:line_id>/<any(done, later, muted):what>")
def put_away(line_id: int, what: str) -> ResponseReturnValue:
    line = actions.line_of(current_user, line_id)
    {"done": actions.finish, "later": actions.put_off, "muted": actions.mute}[what](line)
    words = {
        "done": _("Done."),
        "later": _("It is back tomorrow."),
        "muted": _("You hear nothing of it for a week."),
    }
    undoable(words[what], f"{INBOX}/{line.id}/again")
    return redirect(INBOX, 303)


@bp.post(f"{INBOX}/<int:line_id>/again")
def take_up_again(line_id: int) -> ResponseReturnValue:
    actions.take_up_again(actions.line_of(current_user, line_id))
    return redirect(INBOX, 303)


@bp.post(f"{INBOX}/<int:line_id>/<any(read,unread):sign>")
def mark(line_id: int, sign: str) -> ResponseReturnValue:
    actions.mark(actions.line_of(current_user, line_id), unread=sign == "unread")
    return redirect(INBOX, 303)
