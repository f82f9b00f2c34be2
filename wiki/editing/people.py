"""Who is on a page right now, and what changed about them since it was last told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import gevent

from wiki.accounts.models import COLOURS

TOLD_EVERY_S = 0.05


@dataclass(eq=False, slots=True)
class Person:
    """Somebody's place on a page: one for each open tab. `id` is what others know it by."""

    id: str
    user_id: int
    session_id: int
    name: str
    slot: int
    initials: str
    send: Callable[[bytes], None]
    wait_until_roomy: Callable[[], None]
    here: Any = None
    """Where they are: a cursor in the editor, a line while reading."""
    live: bool = False
    """Whether they have all there was when they came, and so may hear what is new."""
    missed: set[str] = field(default_factory=set)
    """Whom they were not told of, since they were not live yet."""


@dataclass(slots=True)
class Circle:
    """The people on one page. `tell(changed ids)` is called a moment after something changed, once for all of it."""

    tell: Callable[[set[str]], None]
    _people: dict[str, Person] = field(default_factory=dict)
    _changed: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[Person]:
        return iter(list(self._people.values()))

    def __len__(self) -> int:
        return len(self._people)

    def get(self, id_: str) -> Person | None:
        return self._people.get(id_)

    def enter(self, person: Person) -> None:
        person.slot = self._free_slot(person)
        self._people[person.id] = person
        self.note(person.id)

    def __contains__(self, person: Person) -> bool:
        return person.id in self._people

    def leave(self, id_: str) -> Person | None:
        person = self._people.pop(id_, None)
        if person:
            self.note(id_)
        return person

    def note(self, id_: str) -> None:
        if not self._changed:
            gevent.spawn_later(TOLD_EVERY_S, self._tell)
        self._changed.add(id_)

    def send(self, frame: bytes) -> None:
        """To all who are live."""
        for person in self._people.values():
            if person.live:
                person.send(frame)

    def _tell(self) -> None:
        changed, self._changed = self._changed, set()
        if self._people:
            self.tell(changed)
        for person in self._people.values():
            if not person.live:
                person.missed |= changed

    def _free_slot(self, newcomer: Person) -> int:
        """Their own colour, or the next that nobody else has here."""
        taken = {person.slot for person in self if person.user_id != newcomer.user_id}
        own = next((p.slot for p in self if p.user_id == newcomer.user_id), None)
        if own is not None:
            return own
        turns: Iterable[int] = ((newcomer.slot + i) % COLOURS for i in range(COLOURS))
        return next((slot for slot in turns if slot not in taken), newcomer.slot)
