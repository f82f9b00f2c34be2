"""Who reads which page, at which line, and what readers are told about its writers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wiki.core.frames import event_frame
from wiki.editing.people import Circle, Person

NAMESPACE = "/reading"


class Reading:
    def __init__(self) -> None:
        self._rooms: dict[int, Circle] = {}
        self._writers: dict[int, list[dict[str, Any]]] = {}

    def people(self) -> Iterator[tuple[int, Person]]:
        for page_id, room in list(self._rooms.items()):
            for person in room:
                yield page_id, person

    def who_reads(self, page_id: int) -> list[int]:
        """The ids of those who read the page now."""
        return list(dict.fromkeys(person.user_id for person in self._rooms.get(page_id, ())))

    def is_open(self, page_id: int) -> bool:
        """Whether anybody reads it now."""
        return page_id in self._rooms

    def arrive(self, page_id: int, person: Person) -> list[dict[str, Any]]:
        """Those who were there before."""
        room = self._rooms.get(page_id)
        if room is None:
            room = self._rooms[page_id] = Circle(lambda changed: self._tell_readers(page_id, changed))
        before = [shown(other) for other in room]
        person.live = True
        room.enter(person)
        return before

    def tell_writers(self, page_id: int, person: Person) -> None:
        person.send(_frame("writers", page_id, people=self._writers.get(page_id, [])))

    def look(self, page_id: int, person: Person, line: int) -> None:
        room = self._rooms.get(page_id)
        if room and person in room:
            person.here = line
            room.note(person.id)

    def leave(self, page_id: int, person: Person) -> None:
        room = self._rooms.get(page_id)
        if room:
            room.leave(person.id)
            if not len(room):
                del self._rooms[page_id]

    def show_writers(self, page_id: int, people: Iterable[Person]) -> None:
        """Each person once, however many tabs they write in."""
        once = {person.user_id: person for person in people}
        now = [{"name": p.name, "initials": p.initials, "slot": p.slot} for p in once.values()]
        if now == self._writers.get(page_id, []):
            return
        self._writers[page_id] = now
        if not now:
            del self._writers[page_id]
        self.say(page_id, "writers", people=now)

    def page_changed(self, page_id: int, by: Sequence[tuple[int, str]], at: str) -> None:
        """`by`: (user id, name), the last to write last. Nobody is told of their own words."""
        for person in self._rooms.get(page_id, ()):
            name = next((name for user_id, name in reversed(by) if user_id != person.user_id), None)
            if name is not None:
                person.send(_frame("changed", page_id, by={"name": name}, at=at))

    def dismiss(self, page_id: int, person: Person, reason: str) -> None:
        self.leave(page_id, person)
        person.send(_frame("closed", page_id, reason=reason))

    def close(self, page_id: int, reason: str) -> None:
        for person in self._rooms.get(page_id, ()):
            self.dismiss(page_id, person, reason)

    def _tell_readers(self, page_id: int, changed: set[str]) -> None:
        room = self._rooms.get(page_id)
        if room:
            self.say(page_id, "readers", changes=[_seen(room.get(id_), id_) for id_ in changed])

    def say(self, page_id: int, event: str, **body: object) -> None:
        room = self._rooms.get(page_id)
        if room:
            room.send(_frame(event, page_id, **body))


def shown(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "initials": person.initials,
        "slot": person.slot,
        "line": person.here,
    }


def _seen(person: Person | None, id_: str) -> dict[str, Any]:
    return shown(person) if person else {"id": id_, "gone": True}


def _frame(event: str, page_id: int, **body: object) -> bytes:
    return event_frame(NAMESPACE, event, {"page": page_id, **body})
