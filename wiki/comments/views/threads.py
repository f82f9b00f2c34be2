"""Threads of a page: all of them in a list, one as a piece for scripts, and what becomes of them."""

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.comments import actions, queries
from wiki.comments.forms import ThreadForm
from wiki.comments.policy import page_to_comment, thread_for
from wiki.comments.queries import Which
from wiki.comments.views.blueprint import bp, done, id_of
from wiki.core.errors import Invalid, NotFound
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.shown import shown_to
from wiki.web.context import bare
from wiki.web.forms import INVALID, by_script, explain, first_error
from wiki.web.margin import conversations, one_conversation
from wiki.web.side import stand_in
from wiki.web.undoing import undoable
from wiki.web.visitor import visitor


@bp.get("/p/<page:ref>/comments")
def listed(ref: str) -> ResponseReturnValue:
    return _list(page_for(current_user, id_of(ref)), ThreadForm(formdata=None))


@bp.post("/p/<page:ref>/comments")
def begin(ref: str) -> ResponseReturnValue:
    page, form = page_to_comment(current_user, id_of(ref)), ThreadForm()
    if not form.validate():
        return _not_taken(page, form)
    try:
        thread = actions.begin_thread(current_user, page, form.text.data or "", **form.where)
    except Invalid as error:
        explain(form, error)
        return _not_taken(page, form)
    return done(page, thread, form.text.data or "")


def _not_taken(page: Page, form: ThreadForm) -> ResponseReturnValue:
    if by_script():
        return jsonify(error=first_error(form)), INVALID
    return _list(page, form)


def _list(page: Page, form: ThreadForm) -> ResponseReturnValue:
    asked = request.args.get("show", Which.OPEN)
    which = Which(asked) if asked in set(Which) else Which.OPEN
    shown = render_template(
        "comments/listed.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        form=form,
        which=which,
        **conversations(page, current_user, which),
    )
    return shown, INVALID if form.errors else 200


@bp.post("/p/<page:ref>/comments/seen")
def see(ref: str) -> ResponseReturnValue:
    """`seen=7:12` says that thread 7 was read up to remark 12; without any, all threads were, to their last."""
    page = page_for(current_user, id_of(ref))
    upto = dict(_number_pair(said) for said in request.values.getlist("seen")[: queries.MOST])
    last = queries.last_remarks(page.id, list(upto) or None)
    actions.see(current_user, {thread: min(upto.get(thread, until), until) for thread, until in last.items()})
    return ("", 204) if by_script() else redirect(f"{page.url}#comments", 303)


def _number_pair(said: str) -> tuple[int, int]:
    thread, colon, remark = said.partition(":")
    if not (colon and thread.isdecimal() and remark.isdecimal() and len(said) < 24):
        raise NotFound(said)
    return int(thread), int(remark)


@bp.get("/p/<page:ref>/comments/piece")
def open_piece(ref: str) -> str:
    """The open threads, for scripts that show them at the text."""
    page = page_for(current_user, id_of(ref))
    return bare("comments/piece.html", page=page, **conversations(page, current_user, Which.OPEN))


@bp.get("/p/<page:ref>/comments/<int:thread_id>")
def piece(ref: str, thread_id: int) -> str:
    """One thread as it is now, for scripts; empty where nothing of it stands any more."""
    viewer = visitor()
    page = shown_to(viewer, id_of(ref))
    return bare("comments/piece.html", page=page, **one_conversation(page, thread_id, viewer))


@bp.get("/threads/<int:thread_id>")
def lead(thread_id: int) -> ResponseReturnValue:
    """The address of a thread: below its page, or among the settled ones."""
    thread, page = thread_for(current_user, thread_id)
    settled = actions.resolution_of(thread.id) is not None
    return redirect(f"{page.url}{'/comments?show=resolved' if settled else ''}#thread-{thread.id}", 303)


@bp.post("/threads/<int:thread_id>/resolution")
def resolve(thread_id: int) -> ResponseReturnValue:
    thread, page = thread_for(current_user, thread_id, to="settle")
    actions.resolve(current_user, page, thread)
    if by_script():
        return jsonify(thread=thread.id)
    undoable(_("The comment is resolved."), f"/threads/{thread.id}/resolution/end")
    return redirect(f"{page.url}#comments", 303)


@bp.post("/threads/<int:thread_id>/resolution/end")
def reopen(thread_id: int) -> ResponseReturnValue:
    thread, page = thread_for(current_user, thread_id, to="settle")
    actions.reopen(current_user, page, thread)
    return done(page, thread)
