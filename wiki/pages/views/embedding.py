"""What other pages put into the one that is shown, in words of whoever reads it."""

from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any

from flask_babel import gettext

from wiki.accounts.models import User
from wiki.pages.embedding import Words, filled
from wiki.web.drawings import drawn
from wiki.web.safe import sanitised

STAMP = 8
"""Letters that tell what was put in from what was put in before."""


def with_embeds(html: str, needs: Collection[str], page_id: int, viewer: User) -> dict[str, Any]:
    """For the template, where the page's own text has places for others; nothing where it has none."""
    if "embeds" not in needs:
        return {}
    whole = filled({page_id: html}, viewer, Words.of(gettext))[page_id]
    all_needs = sorted({*needs, *whole.needs})
    return {
        "html": sanitised(whole.html),
        "needs": all_needs,
        "drawn": drawn(all_needs),
        "put_in": _stamp(whole.sources),
    }


def stamps(pages: Mapping[int, str], viewer: User) -> dict[int, str]:
    """By page: what differs as soon as something else is put into it for this person."""
    return {page_id: _stamp(whole.sources) for page_id, whole in filled(pages, viewer, Words.of(gettext)).items()}


def _stamp(sources: Collection[tuple[int, int, int]]) -> str:
    return "." + sha256(repr(sources).encode()).hexdigest()[:STAMP]
