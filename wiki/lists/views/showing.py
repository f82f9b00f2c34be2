"""Lists of one's own and of colleagues, and what stands on one."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from wiki.lists.forms import AddForm
from wiki.lists.models import KeptList
from wiki.lists.policy import list_for
from wiki.lists.queries import A_PAGE, items_of, open_lists, own_lists
from wiki.lists.views.blueprint import bp, id_of
from wiki.people.queries import headlines_of
from wiki.saves.models import LONGEST_NOTE
from wiki.web.visitor import visitor


@bp.get("/lists")
def listed() -> str:
    page = max(1, request.args.get("page", 1, type=int))
    found = open_lists(visitor(), page)
    return render_template(
        "lists/all.html",
        mine=own_lists(visitor()) if page == 1 else [],
        theirs=found[:A_PAGE],
        page=page,
        has_more=len(found) > A_PAGE,
    )


@bp.get("/lists/<page:list_ref>")
def show(list_ref: str) -> ResponseReturnValue:
    kept = list_for(visitor(), id_of(list_ref))
    return list_page(kept) if list_ref == kept.ref else redirect(kept.url, 301)


def list_page(kept: KeptList, form: AddForm | None = None) -> str:
    items = items_of(kept, visitor())
    return render_template(
        "lists/one.html",
        kept=kept,
        own=kept.user_id == visitor().id,
        items=items,
        headlines=headlines_of([item.person.id for item in items if item.person], visitor()),
        form=form or AddForm(formdata=None),
        longest=LONGEST_NOTE,
    )
