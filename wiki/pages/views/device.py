"""What a device keeps of the wiki, and pages that were begun on it without a network."""

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from wiki.editing.actions import write_text
from wiki.pages.actions import create_once
from wiki.pages.forms import BegunForm
from wiki.pages.views.blueprint import bp
from wiki.spaces.policy import space_for
from wiki.spaces.queries import editable_spaces
from wiki.web.drawings import can_draw
from wiki.web.forms import INVALID


@bp.get("/-/device")
def device() -> str:
    return render_template("pages/device.html", spaces=editable_spaces(current_user), can_draw=can_draw())


@bp.post("/-/device/pages")
def create_begun() -> ResponseReturnValue:
    """Make a page that was begun on a device; asked again, it answers with the same page."""
    form = BegunForm()
    if not form.validate_on_submit():
        return jsonify(errors=form.errors), INVALID
    space = space_for(current_user, form.space.data or "", to="edit")
    page, new = create_once(current_user, space, form.title.data or "", form.key.data or "")
    if new:
        write_text(page.id, current_user.id, form.text.data or "")
    return jsonify(url=page.url, title=page.title)
