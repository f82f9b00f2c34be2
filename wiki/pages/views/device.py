"""What a device keeps of the wiki, and pages that were begun on it without a network."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.core.errors import NotAllowed, NotFound
from wiki.editing.actions import write_text
from wiki.pages.beginning import create_once
from wiki.pages.embedding import with_places_for_others
from wiki.pages.forms import BegunForm
from wiki.pages.models import Page
from wiki.pages.policy import page_for
from wiki.pages.queries import Kept, places_of
from wiki.pages.views.blueprint import bp
from wiki.pages.views.embedding import stamps
from wiki.pages.views.making import ALSO_DRAFTS
from wiki.spaces.listing import why_apart
from wiki.spaces.models import Space
from wiki.spaces.policy import space_for
from wiki.spaces.queries import editable_spaces
from wiki.web.drawings import can_draw
from wiki.web.forms import INVALID

MOST = 500
LARGEST_ID = 10**9


@bp.get("/-/device")
def device() -> str:
    return render_template("pages/device.html", spaces=editable_spaces(current_user), can_draw=can_draw())


@bp.get("/-/device/pages")
def kept() -> ResponseReturnValue:
    """What has become of the pages that a device keeps, `ids=1,2`: those that may be read no more are not named."""
    ids = [int(number) for number in request.args.get("ids", "").split(",")[:MOST] if number.isdecimal()]
    pages = places_of([number for number in ids if number <= LARGEST_ID], current_user)
    put_in = stamps(with_places_for_others([page.id for page in pages]), current_user)
    return jsonify([_told(page, put_in.get(page.id, "")) for page in pages])


def _told(page: Kept, put_in: str) -> dict[str, object]:
    return {
        "id": page.id,
        "url": page.url,
        "title": page.title,
        "space": page.space,
        "spaceName": page.space_name,
        "place": f"{page.epoch}.{page.seq}{put_in}",
    }


@bp.post("/-/device/pages")
def create_begun() -> ResponseReturnValue:
    """Make a page that was begun on a device. Asked again, it answers with the same page, and what became of the text
    since it was `base` is merged into it."""
    form = BegunForm()
    if not form.validate_on_submit():
        return jsonify(errors=form.errors), INVALID
    space = space_for(current_user, form.space.data or "", to="edit")
    parent = _parent_in(space, form.parent.data)
    page, new = create_once(current_user, space, form.title.data or "", form.key.data or "", parent)
    if new:
        write_text(page.id, current_user.id, form.text.data or "")
    else:
        _go_on(page.id, form)
    return jsonify(id=page.id, url=page.url, title=page.title)


def _parent_in(space: Space, page_id: int | None) -> Page | None:
    """The page chosen as parent, unless it has gone from there meanwhile: then the new one stands at the top."""
    try:
        parent = page_for(current_user, page_id, to="edit") if page_id else None
    except (NotFound, NotAllowed):
        return None
    return parent if parent and parent.space_id == space.id and why_apart(parent.id) in ALSO_DRAFTS else None


def _go_on(page_id: int, form: BegunForm) -> None:
    """It may have gone elsewhere since it was made. Raises NotFound or NotAllowed."""
    page_for(current_user, page_id, to="edit")
    if form.base.data is not None:
        write_text(page_id, current_user.id, form.text.data or "", base_text=form.base.data)
