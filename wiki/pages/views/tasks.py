"""Tasks from all pages in lists, and their boxes, which are those in the pages."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.core.clock import now
from wiki.core.errors import Invalid
from wiki.editing import history
from wiki.editing.log import Head
from wiki.editing.ticking import source_on, tick
from wiki.pages.policy import page_for
from wiki.pages.tasks import Task, done_lately, people_with_tasks, task, tasks_in, tasks_of
from wiki.pages.views.blueprint import bp, id_of
from wiki.spaces.policy import space_for
from wiki.spaces.queries import editable_spaces
from wiki.web.forms import INVALID
from wiki.web.side import stand_in
from wiki.web.undoing import undoable

MINE = "/tasks"


@bp.get(MINE)
def my_tasks() -> str:
    found = tasks_of(current_user)
    return render_template(
        "pages/my_tasks.html", parts=_by_time(found), edits=_editable(), many=len(found), done=done_lately(current_user)
    )


@bp.get("/s/<slug>/tasks")
def space_tasks(slug: str) -> str:
    space = space_for(current_user, slug)
    stand_in(space)
    of = request.args.get("of", type=int)
    found = tasks_in(space.id, current_user, of=of)
    pages = [(its[0], its) for _, group in groupby(found, key=lambda one: one.id) if (its := list(group))]
    people = people_with_tasks(space.id)
    return render_template("pages/space_tasks.html", space=space, pages=pages, people=people, of=of, edits=_editable())


@bp.post("/tasks/<int:task_id>/<any(done, open):state>")
def tick_listed(task_id: int, state: str) -> ResponseReturnValue:
    """From a list; the way back is there, too."""
    row = task(task_id)
    page = page_for(current_user, row.page_id, to="edit")
    done, back = state == "done", _way_back(page.space.slug)
    words = row.text
    try:
        tick(current_user, page, line=row.line, source=row.source, done=done)
    except Invalid as error:
        flash(_(error.message))
        return redirect(back, 303)
    if done:
        where = f"?{request.query_string.decode()}" if request.query_string else ""
        undo = f"/tasks/{task_id}/open{where}"
        undoable(_("“%(task)s” is done.", task=words), undo)
    return redirect(back, 303)


@bp.post("/p/<page:ref>/tick")
def tick_shown(ref: str) -> ResponseReturnValue:
    """From the page as it is read: `line` of the text at `place` in its log, which may be older than what is there."""
    page = page_for(current_user, id_of(ref), to="edit")
    try:
        epoch, seq, line = (int(request.form.get(name, "")) for name in ("epoch", "seq", "line"))
        source = source_on(history.text_at(page.id, Head(epoch, seq)) or "", line)
        tick(current_user, page, line=line, source=source, done=request.form.get("done") == "1")
    except ValueError:
        return jsonify(error=_("That task is not in the page any more. Load the page again.")), INVALID
    except Invalid as error:
        return jsonify(error=_(error.message)), INVALID
    return jsonify(done=request.form.get("done") == "1")


def _way_back(slug: str) -> str:
    return f"/s/{slug}/tasks" if "space" in request.args else MINE


def _editable() -> set[int]:
    """Ids of the spaces that the viewer may write in."""
    return {space.id for space in editable_spaces(current_user)}


def _by_time(found: Iterable[Task]) -> list[tuple[str, list[Task]]]:
    """Overdue, today, within a week, later, and without a day: those that there are."""
    return [(name, list(its)) for name, its in groupby(found, key=lambda one: _time_of(one.due_on))]


def _time_of(due: date | None) -> str:
    today = now().date()
    if due is None:
        return "none"
    if due < today:
        return "overdue"
    if due == today:
        return "today"
    return "week" if due <= today + timedelta(days=7) else "later"
