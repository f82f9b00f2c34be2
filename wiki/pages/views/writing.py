"""Writing: the live editor, the plain form for those without scripts, the title."""

from dataclasses import dataclass

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from wiki.accounts.queries import slots_of
from wiki.comments.queries import Which
from wiki.core.db import session
from wiki.editing.actions import current as current_text
from wiki.editing.actions import write_text
from wiki.editing.projecting import settle
from wiki.editing.untouched import erase_untouched
from wiki.markup.mentions import handles_in
from wiki.pages.actions import rename_page
from wiki.pages.detailed import details_of
from wiki.pages.forms import TextForm, TitleForm
from wiki.pages.models import Page
from wiki.pages.policy import may, page_for
from wiki.pages.views.blueprint import bp, id_of
from wiki.pages.views.sharing import draft_told
from wiki.pages.views.starting import start_of, title_of
from wiki.web.drawings import can_draw, drawn
from wiki.web.forms import INVALID
from wiki.web.margin import conversations
from wiki.web.side import stand_in


@dataclass(frozen=True)
class Base:
    """The position in the log a form was loaded at."""

    epoch: int
    seq: int


@bp.get("/p/<page:ref>/edit")
def edit(ref: str) -> ResponseReturnValue:
    page = page_for(current_user, id_of(ref), to="edit")
    if ref != page.ref:
        return redirect(f"{page.url}/edit", 302)
    now = current_text(page.id)
    return _editor(page, now.text, Base(now.epoch, now.seq))


def _editor(page: Page, text: str, base: Base, error: str | None = None) -> str:
    return render_template(
        "editing/edit.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        text=text,
        base=base,
        error=error,
        title=title_of(page),
        start=start_of(page, text),
        draft=draft_told(page.id),
        me=current_user,
        details=details_of(page.id),
        can_draw=can_draw(),
        members=slots_of(handles_in(text)),
        drawn=drawn({"mermaid"}),
        state_url=f"{page.url}/state",
        save_url=f"{page.url}/text",
        title_url=f"{page.url}/title",
        done_url=f"{page.url}/done",
        versions_url=f"{page.url}/versions",
        details_url=f"{page.url}/details",
        comments_url=f"{page.url}/comments",
        **conversations(page, current_user, Which.OPEN),
    )


@bp.get("/p/<page:ref>/done")
def done(ref: str) -> ResponseReturnValue:
    """Back to reading, with everything that was just written. A page without a word goes, and its maker to where it
    would have stood."""
    page = page_for(current_user, id_of(ref))
    above = session.get(Page, page.parent_id) if page.parent_id else None
    instead = above.url if above else page.space.url
    if may(current_user, "edit", page) and erase_untouched(page.id, leaver=current_user.id):
        return redirect(instead, 303)
    settle(page.id)
    return redirect(page.url, 303)


@bp.post("/p/<page:ref>/text")
def save(ref: str) -> ResponseReturnValue:
    """The plain form: what changed since it was loaded is merged with what others wrote meanwhile."""
    page = page_for(current_user, id_of(ref), to="edit")
    form = TextForm()
    if not form.validate_on_submit():
        return _editor(
            page, form.text.data or "", Base(form.epoch.data or 0, form.seq.data or 0), _error(form)
        ), INVALID
    base = (form.epoch.data or 0, form.seq.data or 0)
    written = write_text(page.id, current_user.id, form.text.data or "", base=base)
    if written.conflict:
        flash(_("Somebody changed the same words while you wrote. Both are in the page now: look it over."))
    return redirect(page.url, 303)


def _error(form: TextForm) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), "")


@bp.post("/p/<page:ref>/title")
def rename(ref: str) -> ResponseReturnValue:
    """A new title, from the form. Tabs from before titles were written together ask for JSON."""
    page = page_for(current_user, id_of(ref), to="edit")
    form = TitleForm()
    if form.validate_on_submit():
        rename_page(current_user, page, form.title.data or "")
        status, error = 200, ""
    else:
        status, error = INVALID, next((str(e) for errors in form.errors.values() for e in errors), "")
    if request.accept_mimetypes.best == "application/json":
        return jsonify(title=page.title, url=page.url, error=error), status
    if error:
        flash(error)
    return redirect(f"{page.url}/edit", 303)
