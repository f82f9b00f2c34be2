"""Saving a page, and all that the visitor saved."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.core.errors import Invalid
from wiki.core.mail import can_send
from wiki.lists.actions import put_where_chosen
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.people.queries import headlines_of
from wiki.saves import actions
from wiki.saves.forms import SaveForm
from wiki.saves.models import LONGEST_NOTE
from wiki.saves.people import people_saved_by
from wiki.saves.queries import open_saves, saved_by
from wiki.saves.views.blueprint import bp, tell_of_save
from wiki.saves.views.choosing import boxes_for, chosen
from wiki.search.kept import searches_of
from wiki.web.addresses import id_of
from wiki.web.forms import INVALID, explain, words_of
from wiki.web.side import stand_in
from wiki.web.undoing import undoable
from wiki.web.visitor import visitor

LONGEST = 100


@bp.get("/saved")
def saved() -> str:
    typed = request.args.get("q", "")[:LONGEST]
    people = people_saved_by(visitor(), typed)
    return render_template(
        "saves/saved.html",
        saved=saved_by(visitor(), typed),
        people=people,
        headlines=headlines_of([person.id for person in people], visitor()),
        searches=searches_of(visitor(), typed),
        typed=typed,
        can_send=can_send(),
    )


@bp.get("/p/<page:ref>/save")
def ask(ref: str) -> str:
    page = _page(ref)
    known = actions.save_of(visitor().id, page.id)
    values = {"note": known.note, "is_open": known.is_open} if known else {}
    return _shown(page, SaveForm(formdata=None, data=values))


@bp.post("/p/<page:ref>/save")
def save(ref: str) -> ResponseReturnValue:
    page, form = _page(ref), SaveForm()
    known = actions.save_of(visitor().id, page.id)
    try:
        choice = chosen(visitor(), page, form)
        actions.save(visitor(), page, words_of(form.note), is_open=form.is_open.data)
        put_where_chosen(visitor(), page, choice)
    except Invalid as error:
        explain(form, error)
        return _shown(page, form), INVALID
    words = _("It stands under “Saved by me”.")
    tell_of_save(words, f"/p/{page.id}/save/removal", is_new=known is None and not choice)
    return redirect(_back(page), 303)


@bp.post("/p/<page:ref>/save/removal")
def take_back(ref: str) -> ResponseReturnValue:
    page = _page(ref)
    actions.take_back(visitor(), page)
    undoable(_("No longer saved."), f"/p/{page.id}/save/removal/end")
    return redirect(_back(page), 303)


@bp.post("/p/<page:ref>/save/removal/end")
def put_back(ref: str) -> ResponseReturnValue:
    page = _page(ref)
    actions.put_back(visitor(), page)
    return redirect(_back(page), 303)


def _page(ref: str) -> Page:
    return page_for(visitor(), id_of(ref))


def _back(page: Page) -> str:
    """Where they came from: the list of what they saved, or the page."""
    return "/saved" if request.args.get("from") == "saved" else page.url


def _shown(page: Page, form: SaveForm) -> str:
    viewer = visitor()
    return render_template(
        "saves/save.html",
        page=page,
        space=page.space,
        crumbs=stand_in(page.space, page.id),
        form=form,
        longest=LONGEST_NOTE,
        known=actions.save_of(viewer.id, page.id),
        boxes=boxes_for(viewer, page, form),
        others=[each for each in open_saves(page.id) if each.by.id != viewer.id],
        back="?from=saved" if request.args.get("from") == "saved" else "",
    )
