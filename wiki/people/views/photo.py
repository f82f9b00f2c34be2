"""Photos: brought, shown and taken away."""

from typing import BinaryIO, cast

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from wiki.accounts.models import User
from wiki.core.db import let_go, session
from wiki.core.errors import Invalid
from wiki.files.keeping import MB, keeping
from wiki.files.portraits import MEDIA_TYPE, photo_for, put_photo, received_photo, take_photo_away
from wiki.people.views.blueprint import bp
from wiki.people.views.profile import edit_page
from wiki.web.forms import INVALID
from wiki.web.security import takes_files
from wiki.web.stored import stored
from wiki.web.visitor import visitor


@bp.post("/me/profile/photo")
@takes_files
def bring_photo() -> ResponseReturnValue:
    user_id, sent = visitor().id, request.files.get("photo")
    let_go()
    try:
        if sent is None or not sent.filename:
            raise Invalid("photo", "Choose a picture first.")
        with received_photo(cast(BinaryIO, sent.stream)) as square:
            put_photo(session.get_one(User, user_id), square)
    except Invalid as error:
        return edit_page(photo_error=_(error.message, limit=keeping.largest // MB)), INVALID
    flash(_("This is how colleagues see you."))
    return redirect("/me/profile", 303)


@bp.post("/me/profile/photo/removal")
def drop_photo() -> ResponseReturnValue:
    take_photo_away(visitor())
    flash(_("Your photo is gone."))
    return redirect("/me/profile", 303)


@bp.get("/photo/<key>")
def photo(key: str) -> Response:
    """Made by ourselves from what came, so it is shown in place."""
    photo_for(key)
    response = stored(key, MEDIA_TYPE)
    response.make_conditional(request)
    return response
