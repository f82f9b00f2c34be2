"""Pages in lists: what changed lately."""

from datetime import UTC, datetime

from flask import render_template, request
from flask_login import current_user

from wiki.pages import queries
from wiki.pages.queries import LISTED, Listed
from wiki.pages.views.blueprint import bp


@bp.get("/changes")
def changes() -> str:
    found = queries.recently_changed(current_user, before=before(), limit=LISTED + 1)
    return render_template("pages/changes.html", changed=found[:LISTED], older_url=older(found))


def before() -> datetime | None:
    """The moment to page on from; one that cannot be is as good as none."""
    try:
        return datetime.fromisoformat(request.args.get("before", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def older(found: list[Listed]) -> str | None:
    return (
        f"{request.path}?before={found[LISTED - 1].at.isoformat().replace('+', '%2B')}" if len(found) > LISTED else None
    )
