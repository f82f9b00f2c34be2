"""Searches that the visitor keeps."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.core.errors import Invalid
from wiki.core.mail import can_send
from wiki.search import kept
from wiki.search.finding import Order
from wiki.search.forms import SearchForm
from wiki.search.models import SavedSearch
from wiki.search.parsing import parse
from wiki.search.views.blueprint import bp
from wiki.web.forms import INVALID, explain
from wiki.web.undoing import undoable
from wiki.web.visitor import visitor

LIST = "/saved"


@bp.get("/search/saved/new")
def ask_to_keep() -> str:
    text = parse(request.args.get("q", "")).text
    order = "new" if request.args.get("order") == "new" else "best"
    return _page(SearchForm(formdata=None, data={"text": text, "name": text[:40], "order": order}))


@bp.post("/search/saved/new")
def keep() -> ResponseReturnValue:
    form = SearchForm()
    try:
        made = kept.keep_search(visitor(), *_values(form), watched=form.watched.data)
    except Invalid as error:
        explain(form, error)
        return _page(form), INVALID
    undoable(_("It stands under “Saved by me”."), f"/search/saved/{made.id}/removal")
    return redirect(LIST, 303)


@bp.get("/search/saved/<int:search_id>")
def ask_to_change(search_id: int) -> str:
    known = kept.search_of(visitor(), search_id)
    values = {name: getattr(known, name) for name in ("name", "text", "order")}
    return _page(SearchForm(formdata=None, data=values | {"watched": known.known is not None}), known)


@bp.post("/search/saved/<int:search_id>")
def change(search_id: int) -> ResponseReturnValue:
    known, form = kept.search_of(visitor(), search_id), SearchForm()
    try:
        kept.change_search(visitor(), known, *_values(form), watched=form.watched.data)
    except Invalid as error:
        explain(form, error)
        return _page(form, known), INVALID
    flash(_("Saved."))
    return redirect(LIST, 303)


@bp.post("/search/saved/<int:search_id>/removal")
def remove(search_id: int) -> ResponseReturnValue:
    kept.remove_search(kept.search_of(visitor(), search_id))
    undoable(_("The search is removed."), f"/search/saved/{search_id}/removal/end")
    return redirect(LIST, 303)


@bp.post("/search/saved/<int:search_id>/removal/end")
def put_back(search_id: int) -> ResponseReturnValue:
    kept.put_search_back(kept.search_of(visitor(), search_id, removed=True))
    return redirect(LIST, 303)


def _values(form: SearchForm) -> tuple[str, str, Order]:
    return form.name.data or "", form.text.data or "", "new" if form.order.data == "new" else "best"


def _page(form: SearchForm, known: SavedSearch | None = None) -> str:
    return render_template("search/keep.html", form=form, known=known, can_send=can_send())
