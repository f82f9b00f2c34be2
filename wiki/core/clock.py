"""The one clock, so that tests can turn it."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

FIRST_ZONE = "Europe/Amsterdam"


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


@cache
def zones() -> list[tuple[str, str]]:
    """Time zones that people may choose, by name, such as Europe/Amsterdam, and as it is read."""
    known = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [(name, name.replace("_", " ")) for name in known]


def zone(name: str) -> ZoneInfo:
    """What this machine knows under the name, or else UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
