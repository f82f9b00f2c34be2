"""The words of questions and answers as they are read: Markdown, drawn in the same child as pages.

Links by title are followed by `/questions/lead`, with the rights of whoever follows them, so that nothing stands in the
HTML of what its readers may no longer know.
"""

from functools import partial
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from wiki.pages import sayings
from wiki.pages.resolving import Target, members_called, target
from wiki.spaces.models import Space

OWN_BYTES = 3
"""Many stand on one page, and headings within each have ids of their own."""


def drawn(space: Space, text: str) -> str:
    """Safe HTML. Writes nothing, so call it before the unit of work has begun to write."""
    return sayings.drawn(text, partial(_targets, space), f"q{token_hex(OWN_BYTES)}-", "")


def _targets(space: Space, seen: dict[str, Any]) -> dict[str, dict[str, Target]]:
    return {
        "page": {name: target(f"/questions/lead?{_asked(space, name)}", name) for name in seen["pages"]},
        "relative": {},
        "embed": {},
        "member": members_called(seen["members"]),
        "tag": {name: target(f"/tags/{name.lower()}", name) for name in seen["tags"]},
    }


def _asked(space: Space, title: str) -> str:
    return urlencode({"space": space.id, "to": title})
