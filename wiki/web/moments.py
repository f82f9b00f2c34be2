"""Moments as people say them: relative up to a week, then the date; the exact one on hover."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from flask_babel import format_date, format_datetime, format_timedelta, get_locale, gettext
from markupsafe import Markup

from wiki.core.clock import now

RELATIVE_FOR = timedelta(days=7)
MINUTE = timedelta(minutes=1)


def moment(at: datetime) -> Markup:
    return _words(at, (now() - at) // MINUTE, str(get_locale()))


def minute() -> datetime:
    """What words of moments depend on."""
    return now().replace(second=0, microsecond=0)


def today() -> date:
    return now().date()


def day(at: date) -> Markup:
    """A day that is still to come."""
    on = at.date() if isinstance(at, datetime) else at
    return Markup('<time datetime="{}">{}</time>').format(on.isoformat(), format_date(at, "d MMMM yyyy"))


@lru_cache(maxsize=4096)
def _words(at: datetime, minutes_ago: int, _language: str) -> Markup:
    """The same for a minute and a language: the words take longer to find than the rest of a line."""
    ago = minutes_ago * MINUTE
    words = _ago(ago) if ago < RELATIVE_FOR else format_date(at, "d MMM yyyy")
    exact = format_datetime(at, "d MMMM yyyy HH:mm")
    return Markup('<time datetime="{}" title="{}">{}</time>').format(at.isoformat(timespec="seconds"), exact, words)


def _ago(ago: timedelta) -> str:
    return str(format_timedelta(-ago, add_direction=True)) if ago >= MINUTE else gettext("just now")
