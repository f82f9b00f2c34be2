"""What stands on a list: put on, moved, taken off, with a note."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.core.errors import Invalid
from wiki.lists import items
from wiki.lists.forms import AddForm, NoteForm
from wiki.lists.models import KeptList
from wiki.lists.naming import meant
from wiki.lists.policy import list_for
from wiki.lists.queries import Item
from wiki.lists.views.blueprint import back_to, bp, id_of, still_undoable, undoable
from wiki.lists.views.showing import list_page
from wiki.saves.models import LONGEST_NOTE
from wiki.web.addresses import without_host
from wiki.web.forms import INVALID, explain, words_of
from wiki.web.visitor import visitor

ITEM = "/lists/<page:list_ref>/items/<int:item_id>"


@bp.post("/lists/<page:list_ref>/items")
def put_on(list_ref: str) -> ResponseReturnValue:
    kept, form = _own(list_ref), AddForm()
    try:
        item = items.put_on(kept, meant(visitor(), without_host(words_of(form.what))), words_of(form.note))
    except Invalid as error:
        explain(form, error)
        return list_page(kept, form), INVALID
    undoable(_("It stands on the list."), f"/lists/{kept.id}/items/{item.id}/removal")
    return back_to(kept, f"#item-{item.id}")


@bp.get(ITEM)
def ask_what_to_say(list_ref: str, item_id: int) -> str:
    kept = _own(list_ref)
    item = items.item_for(visitor(), kept, item_id)[1]
    return _page(kept, item, NoteForm(formdata=None, note=item.note))


@bp.post(ITEM)
def say(list_ref: str, item_id: int) -> ResponseReturnValue:
    kept, form = _own(list_ref), NoteForm()
    row, item = items.item_for(visitor(), kept, item_id)
    try:
        items.say_of(row, words_of(form.note))
    except Invalid as error:
        explain(form, error)
        return _page(kept, item, form), INVALID
    flash(_("Saved."))
    return back_to(kept, f"#item-{item_id}")


@bp.post(f"{ITEM}/moves")
def move(list_ref: str, item_id: int) -> ResponseReturnValue:
    """`way` is up or down."""
    kept = _own(list_ref)
    items.move(visitor(), kept, items.item_for(visitor(), kept, item_id)[0], up=request.form.get("way") == "up")
    return back_to(kept, f"#item-{item_id}")


@bp.post(f"{ITEM}/removal")
def take_off(list_ref: str, item_id: int) -> ResponseReturnValue:
    kept = _own(list_ref)
    items.take_off(items.item_for(visitor(), kept, item_id)[0])
    undoable(_("It is off the list."), f"/lists/{kept.id}/items/{item_id}/removal/end")
    return back_to(kept)


@bp.post(f"{ITEM}/removal/end")
def put_item_back(list_ref: str, item_id: int) -> ResponseReturnValue:
    kept = _own(list_ref)
    item = items.removed_item_of(kept, item_id)
    try:
        items.put_back(item)
    except Invalid as error:
        still_undoable(error, f"/lists/{kept.id}/items/{item_id}/removal/end")
        return back_to(kept)
    return back_to(kept, f"#item-{item_id}")


def _own(list_ref: str) -> KeptList:
    return list_for(visitor(), id_of(list_ref), to_change=True)


def _page(kept: KeptList, item: Item, form: NoteForm) -> str:
    return render_template("lists/item.html", kept=kept, item=item, form=form, longest=LONGEST_NOTE)
