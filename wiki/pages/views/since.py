"""What others changed since the reader last looked: told in a line, and marked in the text when it is asked for."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from wiki.accounts.models import User
from wiki.core.errors import NotFound
from wiki.editing.log import Head
from wiki.editing.since import marked, others_since
from wiki.pages.policy import page_for
from wiki.pages.shown import Shown
from wiki.web.copies import is_copy
from wiki.web.safe import sanitised


def news_for(page: Shown, viewer: User) -> dict[str, Any]:
    """What the template needs; `html` is the marked text when `?since=` asks for it."""
    if is_copy():
        return {}
    asked = request.args.get("since")
    if asked is None:
        since = others_since(page, viewer)
        return {"since": since} if since else {}
    found = marked(page_for(viewer, page.id), _place(asked), _("Removed:"))
    return {"marked": found, "html": sanitised(found.html)} if found else {"too_long": True}


def _place(asked: str) -> Head:
    """Raises NotFound."""
    epoch, _dot, seq = asked.partition(".")
    if not (epoch.isdecimal() and seq.isdecimal() and len(asked) < 20):
        raise NotFound(asked)
    return Head(int(epoch), int(seq))
