"""A space's mirror: switched on and off by its owners, and read by `git clone`.

Git asks for plain files (its "dumb" protocol), so nothing runs on our side; each is asked for with a token.
"""

import re
from pathlib import Path

from flask import Response, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wsgi import wrap_file

from wiki.accounts.access_tokens import user_with
from wiki.core.db import let_go
from wiki.core.errors import NotFound
from wiki.export import mirror
from wiki.export.policy import mirror_for
from wiki.export.views.blueprint import bp
from wiki.spaces.policy import space_for
from wiki.web.doors import public

FILES = re.compile(
    r"HEAD|info/refs|objects/info/packs|objects/[0-9a-f]{2}/[0-9a-f]{38}|objects/pack/pack-[0-9a-f]{40}\.(?:pack|idx)"
)
"""What a clone asks for. All else there is nobody's business."""
ASKED = 'Basic realm="Kring", charset="UTF-8"'


@bp.post("/s/<slug>/mirror")
def set_mirror(slug: str) -> ResponseReturnValue:
    space = space_for(current_user, slug, to="manage")
    if request.form.get("on") == "1":
        mirror.switch_on(space, current_user)
        flash(_("The mirror is being written."))
    else:
        mirror.switch_off(space)
        flash(_("The mirror is switched off and gone."))
    return redirect(f"{space.url}/settings", 303)


@bp.get("/mirror/<slug>.git/<path:path>")
@public
def clone(slug: str, path: str) -> ResponseReturnValue:
    """Who has no token is asked for one, whatever is asked for; who has one finds what they may read."""
    given = request.authorization
    token = given.password or "" if given is not None and given.type == "basic" else ""
    user = user_with(token, demo=current_app.config["KRING"].demo)
    if user is None:
        return Response(_("A token is needed."), 401, {"WWW-Authenticate": ASKED})
    folder = mirror.folder_of(mirror_for(user, slug))
    if not FILES.fullmatch(path):
        raise NotFound(path)
    let_go()
    return _file(folder / path)


def _file(file: Path) -> Response:
    try:
        size, stream = file.stat().st_size, file.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(file.name) from error
    wrapped = wrap_file(request.environ, stream)
    response = Response(wrapped, mimetype="application/octet-stream", direct_passthrough=True)
    response.content_length = size
    response.headers["Cache-Control"] = "no-store"
    return response
