"""When somebody works, in their own time zone. Summer time comes and goes by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wiki.core.clock import zone
from wiki.notifications.models import MailChoice

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """From `begins` until `ends` o'clock on `days` of the week, Monday being 1."""

    zone: ZoneInfo
    begins: int
    ends: int
    days: frozenset[int]

    @classmethod
    def of(cls, choice: MailChoice, team_zone: str) -> "Hours":
        days = frozenset(int(day) for day in choice.days)
        return cls(zone(choice.zone or team_zone), choice.begins, choice.ends, days)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def works_on(self, at: datetime) -> bool:
        return self.local(at).isoweekday() in self.days

    def holds(self, at: datetime) -> bool:
        """Whether they are at work then."""
        return self.works_on(at) and self.begins <= self.local(at).hour < self.ends

    def worked(self, since: datetime, long: timedelta) -> datetime:
        """When they will have worked for so `long`, which is less than a day's work, in one go."""
        first = since if self.holds(since) else self.begins_next(since)
        then = first + long
        return then if self.holds(then) else self.begins_next(then) + long

    def days_later(self, since: datetime, days: int) -> datetime:
        """The same time of day once so many working days have gone by; what comes outside of working hours counts from
        their next beginning."""
        then = self.local(since if self.holds(since) else self.begins_next(since))
        while days:
            then += DAY
            days -= then.isoweekday() in self.days
        return then.astimezone(UTC)

    def begins_next(self, at: datetime) -> datetime:
        """The next time that work begins."""
        day = self.local(at)
        if day.hour >= self.begins:
            day += DAY
        while day.isoweekday() not in self.days:
            day += DAY
        return datetime.combine(day.date(), time(self.begins), self.zone).astimezone(UTC)
