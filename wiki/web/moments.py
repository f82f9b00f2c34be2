"""Moments as people say them: relative up to a week, then the date; the exact one on hover."""

from datetime import datetime, timedelta

from flask_babel import format_date, format_datetime, format_timedelta
from markupsafe import Markup

from wiki.core.clock import now

RELATIVE_FOR = timedelta(days=7)


def moment(at: datetime) -> Markup:
    ago = at - now()
    words = format_timedelta(ago, add_direction=True) if -ago < RELATIVE_FOR else format_date(at, "d MMM yyyy")
    exact = format_datetime(at, "d MMMM yyyy HH:mm")
    return Markup('<time datetime="{}" title="{}">{}</time>').format(at.isoformat(timespec="seconds"), exact, words)
