"""What the command takes out: everything that stands in lists, whoever may read it."""

from pathlib import Path

from sqlalchemy import select

from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.export.actions import WHOLE, files_of
from wiki.export.models import Kind
from wiki.export.places import into_folder, into_zip
from wiki.export.scope import scope_of
from wiki.spaces.models import Space

UNFINISHED = "~"
"""Begins the slug of a space that is still being imported."""


def export_to(place: Path, slug: str | None, *, html: bool) -> int:
    """How many files were written. Raises Invalid."""
    spaces = select(Space).where(~Space.slug.startswith(UNFINISHED)).order_by(Space.slug)
    found = list(session.scalars(spaces.where(Space.slug == slug) if slug else spaces))
    if slug and not found:
        raise Invalid("space", f"There is no space at /s/{slug}.")
    members = files_of(Kind.SITE if html else Kind.MARKDOWN, scope_of(found, None, apart=slug is None), None)
    if place.suffix.lower() != ".zip":
        return into_folder(members, place)
    if place.exists():
        raise Invalid("to", f"{place} is there already. Choose another name.")
    return into_zip(members, place, slug or WHOLE)
