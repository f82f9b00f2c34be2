"""What stands above an exported page's text: all that is said of it beside the text, as YAML."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import yaml
from sqlalchemy import select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.export.authorship import signed
from wiki.pages.detailed import details_of
from wiki.pages.models import Page, PageContent

FORMAT = 1
WIDEST = 10_000
"""Columns: no value is broken in two."""


def front_matter(page: Page, content: PageContent, authors: Sequence[User], **more: Any) -> str:
    """With the lines around it. `more`: what only the caller knows. Keys with nothing to say are left out."""
    details = details_of(page.id)
    told = {
        "title": page.title,
        "icon": page.icon,
        "tags": list(details.tags),
        "status": str(details.status) if details.status else "",
        "keeper": _person(details.keeper.id) if details.keeper else "",
        "created": moment(page.created_at),
        "created_by": _person(page.author_id),
        "changed": moment(content.updated_at),
        "changed_by": _person(content.updated_by_id),
        "authors": [signed(author) for author in authors],
    }
    return block(told | more)


def block(told: dict[str, Any]) -> str:
    """`kring` says whose format it is, so that our importer takes the text as it stands."""
    said = {key: value for key, value in told.items() if value not in ("", [], None)} | {"kring": FORMAT}
    return f"---\n{yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=WIDEST)}---\n\n"


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _person(user_id: int | None) -> str:
    user = session.scalar(select(User).where(User.id == user_id)) if user_id else None
    return signed(user) if user else ""
