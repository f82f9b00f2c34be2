"""Lists made, changed and removed."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.core.errors import Invalid
from wiki.lists import actions
from wiki.lists.forms import ListForm
from wiki.lists.models import LONGEST_ABOUT, LONGEST_NAME, KeptList
from wiki.lists.policy import list_for, removed_list_for
from wiki.lists.views.blueprint import back_to, bp, id_of, still_undoable, undoable
from wiki.web.forms import INVALID, explain, words_of
from wiki.web.visitor import visitor


@bp.get("/lists/new")
def new() -> str:
    return _page(ListForm(formdata=None))


@bp.post("/lists/new")
def make() -> ResponseReturnValue:
    form = ListForm()
    try:
        kept = actions.make_list(visitor(), words_of(form.name), words_of(form.about), is_open=form.is_open.data)
    except Invalid as error:
        explain(form, error)
        return _page(form), INVALID
    return back_to(kept)


@bp.get("/lists/<page:list_ref>/edit")
def ask_to_change(list_ref: str) -> str:
    kept = list_for(visitor(), id_of(list_ref), to_change=True)
    return _page(ListForm(formdata=None, name=kept.name, about=kept.about, is_open=kept.is_open), kept)


@bp.post("/lists/<page:list_ref>/edit")
def change(list_ref: str) -> ResponseReturnValue:
    kept, form = list_for(visitor(), id_of(list_ref), to_change=True), ListForm()
    try:
        actions.change_list(visitor(), kept, words_of(form.name), words_of(form.about), is_open=form.is_open.data)
    except Invalid as error:
        explain(form, error)
        return _page(form, kept), INVALID
    flash(_("Saved."))
    return back_to(kept)


@bp.post("/lists/<page:list_ref>/removal")
def remove(list_ref: str) -> ResponseReturnValue:
    kept = list_for(visitor(), id_of(list_ref), to_change=True)
    actions.remove_list(kept)
    undoable(_("The list is removed."), f"/lists/{kept.id}/removal/end")
    return redirect("/lists", 303)


@bp.post("/lists/<page:list_ref>/removal/end")
def put_back(list_ref: str) -> ResponseReturnValue:
    kept = removed_list_for(visitor(), id_of(list_ref))
    try:
        actions.put_list_back(visitor(), kept)
    except Invalid as error:
        still_undoable(error, f"/lists/{kept.id}/removal/end")
        return redirect("/lists", 303)
    return back_to(kept)


def _page(form: ListForm, kept: KeptList | None = None) -> str:
    longest = {"name": LONGEST_NAME, "about": LONGEST_ABOUT}
    return render_template("lists/edit.html", form=form, kept=kept, longest=longest)
