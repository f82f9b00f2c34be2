"""One live page: how far its log is, what is on its way there, and who is writing."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from wiki.core.errors import KringError
from wiki.core.frames import event_frame
from wiki.editing import log as page_log
from wiki.editing import standing
from wiki.editing.log import Entry, Row
from wiki.editing.people import Circle, Person
from wiki.editing.wire import BadUpdate, Place, Titled, advance, pairs_in, parse_update

NAMESPACE = "/editing"
CHUNK_BYTES = 256 * 1024
NOWHERE = -1
NOTHING_NEW = {"from": 0, "to": 0, "u": []}


class Refused(KringError):
    """An update that does not go into the log; `reason` is for the browser."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(eq=False, slots=True)
class Channel:
    page_id: int
    epoch: int
    head: int
    vector: dict[int, int]
    """Which clock each client has reached, updates on their way included."""
    owners: dict[int, int]
    """Whose each client id is."""
    counters: dict[int, int]
    """The last counter of each client, updates on their way included."""
    committed: dict[int, int]
    """The last counter of each client that is in the log."""
    writers: dict[int, int] = field(default_factory=dict)
    """The row of each client that has written here through this channel."""
    pairs: set[Place] = field(default_factory=set)
    """The middles of emoji and the like, which no update may divide."""
    titled: Titled = field(default_factory=Titled)
    """What stands in the title: no update may lie across it and the text."""
    people: Circle = field(init=False)
    waiting: list[Entry] = field(default_factory=list)
    refused: dict[int, int] = field(default_factory=dict)
    stale: bool = False
    """The log was written to by others; the writer reads it before it writes on."""
    written: bool = False
    """Whether something was written since the last session of writing ended."""
    closed: bool = False
    used_at: float = field(default_factory=monotonic)
    projected: tuple[int, tuple[str, str]] = (NOWHERE, ("", ""))
    """Where text and title were projected last, and their hashes there."""

    def __post_init__(self) -> None:
        self.people = Circle(self._tell_presence)

    def claim(self, client: int, user_id: int) -> bool:
        """Whether this account may write under this client id here."""
        return self.owners.setdefault(client, user_id) == user_id

    def take(self, client: int, counter: int, data: bytes, user_id: int) -> bool:
        """Queue an update for the log; False when the log has it already. Raises Refused."""
        if self.owners.get(client) != user_id:
            raise Refused("client")
        if counter <= self.committed.get(client, 0):
            return False
        if counter > self.counters.get(client, 0):
            self._queue(client, counter, data, user_id)
        return True

    def _queue(self, client: int, counter: int, data: bytes, user_id: int) -> None:
        """What follows a refused update of the same client stands on it and is refused as well."""
        try:
            if counter > self.refused.get(client, counter):
                raise BadUpdate("gap")
            parsed = parse_update(data)
            if any(span.client != client for span in parsed.spans):
                raise BadUpdate("not its own client")
            ends = advance(self.vector, parsed, self.pairs).ends
            self.titled.learn(parsed)
        except BadUpdate as bad:
            self.refused[client] = min(counter, self.refused.get(client, counter))
            raise Refused(bad.reason) from None
        self.refused.pop(client, None)
        self.vector.update(ends)
        self.pairs.update(parsed.pairs)
        self.counters[client] = counter
        self.waiting.append(Entry(client, counter, user_id, data))

    def learn(self, rows: Sequence[Row]) -> None:
        """Rows that are in the log now, with no gap between the head and them."""
        for row in rows:
            parsed = parse_update(row.data, ours=True)
            self.vector.update(advance(self.vector, parsed).ends)
            self.pairs.update(parsed.pairs)
            self.titled.learn(parsed)
            self.owners.setdefault(row.client, row.user_id)
            self.counters[row.client] = max(row.counter, self.counters.get(row.client, 0))
            self.committed[row.client] = max(row.counter, self.committed.get(row.client, 0))
            self.head = row.seq

    def relay(self, first: int, parts: Iterable[bytes], acks: dict[int, int]) -> None:
        """What is in the log now goes to everybody, in one frame made once."""
        self.say("updates", _rows(first, parts) | {"acks": list(acks.items())})

    def tell(self, person: Person, rows: Sequence[Row]) -> None:
        """What is in the log already goes to one who missed it."""
        body = _rows(rows[0].seq, (row.data for row in rows))
        person.send(event_frame(NAMESPACE, "updates", {"page": self.page_id, **body, "acks": []}))

    def acknowledge(self, person: Person, client: int) -> None:
        """Once more, to one who asked again."""
        body = {"page": self.page_id, **NOTHING_NEW, "acks": [[client, self.committed[client]]]}
        person.send(event_frame(NAMESPACE, "updates", body))

    def let_hear(self, person: Person) -> None:
        """They have all there was: they hear of all that is new from here on, and first of who moved meanwhile. Who
        had to leave before that hears nothing."""
        if person not in self.people:
            return
        person.live = True
        if person.missed:
            person.send(event_frame(NAMESPACE, "presence", {"page": self.page_id, **self._changes(person.missed)}))
            person.missed = set()

    def say(self, event: str, body: dict[str, Any]) -> None:
        if len(self.people):
            self.people.send(event_frame(NAMESPACE, event, {"page": self.page_id, **body}))

    def close(self, reason: str) -> None:
        """Nobody writes here any more."""
        self.closed = True
        for person in self.people:
            self.dismiss(person, reason)

    def dismiss(self, person: Person, reason: str) -> None:
        """One person may not go on."""
        self.people.leave(person.id)
        person.send(event_frame(NAMESPACE, "closed", {"page": self.page_id, "reason": reason}))

    def _tell_presence(self, changed: set[str]) -> None:
        self.say("presence", self._changes(changed))

    def _changes(self, ids: set[str]) -> dict[str, Any]:
        return {"changes": [_seen(self.people.get(id_), id_) for id_ in ids]}


def _rows(first: int, parts: Iterable[bytes]) -> dict[str, Any]:
    encoded = [b64encode(part).decode() for part in parts]
    return {"from": first, "to": first + len(encoded) - 1, "u": encoded}


def shown(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "slot": person.slot, "cursor": person.here}


def _seen(person: Person | None, id_: str) -> dict[str, Any]:
    return shown(person) if person else {"id": id_, "gone": True}


def chunks(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """Rows in pieces that fit a frame."""
    piece: list[Row] = []
    size = 0
    for row in rows:
        if piece and size + len(row.data) > CHUNK_BYTES * 3 // 4:
            yield piece
            piece, size = [], 0
        piece.append(row)
        size += len(row.data)
    if piece:
        yield piece


def open_channel(page_id: int) -> Channel:
    """The page as its log has it now. Raises NotFound."""
    epoch, head = page_log.head_of(page_id)
    snapshot = page_log.snapshot_of(page_id, epoch)
    writers = page_log.writers_of(page_id, epoch)
    last = {client: writer.counter for client, writer in writers.items() if writer.counter}
    channel = Channel(
        page_id=page_id,
        epoch=epoch,
        head=snapshot.seq if snapshot else 0,
        vector=standing.vector_of(snapshot) if snapshot else {},
        owners={client: writer.user_id for client, writer in writers.items()},
        counters=dict(last),
        committed=last,
        pairs=pairs_in(snapshot.state) if snapshot else set(),
        titled=standing.known(snapshot),
    )
    channel.learn(page_log.rows_after(page_id, epoch, channel.head, upto=head))
    return channel
