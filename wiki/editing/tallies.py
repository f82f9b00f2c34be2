"""How much was written since the last revision, by whom, and how much of it by nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wiki.editing.log import Row
from wiki.editing.wire import Span, Titled, parse_update


@dataclass(slots=True)
class Tally:
    """What was written in the text since the last revision: UTF-16 units typed and removed, by person."""

    epoch: int
    seq: int
    titled: Titled
    first_at: datetime | None = None
    last_at: datetime | None = None
    typed: Counter[int] = field(default_factory=Counter)
    removed: Counter[int] = field(default_factory=Counter)
    followed: Counter[str] = field(default_factory=Counter)
    """Units "typed" and "removed" by nobody: in links that say what something is called now."""

    def add(self, row: Row) -> None:
        parsed = parse_update(row.data, ours=True)
        self.titled.learn(parsed)
        if row.quiet:
            self.followed["typed"] += self._in_text(parsed.spans)
            self.followed["removed"] += self._in_text(parsed.deletes)
        else:
            self.typed[row.user_id] += self._in_text(parsed.spans)
            self.removed[row.user_id] += self._in_text(parsed.deletes)
        self.seq = row.seq

    @property
    def shares(self) -> dict[int, float]:
        """Who had which part in it, the largest first."""
        units = self.typed + self.removed
        return {user: count / units.total() for user, count in units.most_common()}

    @property
    def size(self) -> int:
        return sum(self.units)

    @property
    def units(self) -> tuple[int, int]:
        """Typed and removed by people; where nobody wrote, by links that followed."""
        by_people = self.typed.total(), self.removed.total()
        return by_people if self.is_written else (self.followed["typed"], self.followed["removed"])

    @property
    def is_written(self) -> bool:
        return any((self.typed + self.removed).values())

    def _in_text(self, spans: Sequence[Span]) -> int:
        return sum(span.length for span in spans) - self.titled.units_of(*spans)
