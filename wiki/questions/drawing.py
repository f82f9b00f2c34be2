"""The words of questions and answers as they are read: Markdown, drawn in the same child as pages.

Links by title are followed by `/questions/lead`, with the rights of whoever follows them, so that nothing stands in the
HTML of what its readers may no longer know.
"""

from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError
from wiki.core.db import session
from wiki.markup.pieces import piece_of
from wiki.markup.plain import as_plain
from wiki.pages.projection import RENDER_CPU_S, renderer
from wiki.pages.resolving import Target, target
from wiki.pages.words import words
from wiki.spaces.models import Space

OWN_BYTES = 3
"""Many stand on one page, and headings within each have ids of their own."""


def drawn(space: Space, text: str) -> str:
    """Safe HTML. Writes nothing, so call it before the unit of work has begun to write."""
    try:
        seen = renderer.call("scan", cpu_seconds=RENDER_CPU_S, text=text)
        targets = _targets(space, seen)
        html = renderer.call("render", cpu_seconds=RENDER_CPU_S, text=text, targets=targets, words=words())["html"]
    except (ChildDied, ChildError):
        return as_plain(text)
    return piece_of(html, None, f"q{token_hex(OWN_BYTES)}-", "") or ""


def _targets(space: Space, seen: dict[str, Any]) -> dict[str, dict[str, Target]]:
    people = session.scalars(select(User).where(User.handle.in_(seen["members"])))
    return {
        "page": {name: target(f"/questions/lead?{_asked(space, name)}", name) for name in seen["pages"]},
        "relative": {},
        "embed": {},
        "member": {user.handle: target(f"/people/{user.handle}", user.name) | {"slot": user.slot} for user in people},
        "tag": {name: target(f"/tags/{name.lower()}", name) for name in seen["tags"]},
    }


def _asked(space: Space, title: str) -> str:
    return urlencode({"space": space.id, "to": title})
