"""Yjs updates (format v1), parsed without trusting a byte of them.

Client bytes can kill a CRDT library, so the web process never hands them to one. It reads them here and lets only
through what edits a page's two shared texts: strings, deletions and what garbage collection leaves of them.

    update  = clients:n (structs:n client clock struct…)… deletes
    struct  = 0 length | 10 length | info [left id] [right id] [parent] content
    info    = kind (low five bits) + 32 under a map's key + 64 has right id + 128 has left id
    parent  = 1 name | 0 id                     only without left and right id
    content = kind 1: length | kind 4: string
    deletes = clients:n (client ranges:n (clock length)…)…

Numbers are little-endian base 128. Clocks and lengths count UTF-16 units.
"""

import re
from typing import NamedTuple

TEXT, TITLE = ROOTS = ("text", "title")
PARENTS = {root: bytes((1, len(root))) + root.encode() for root in ROOTS}
MAX_STRUCTS = 10_000
MAX_CLIENT = 2**53 - 1
MAX_CLOCK = 2**31 - 1  # yrs keeps clocks in 32 bits

Place = tuple[int, int]
"""The unit of this client with this clock, or the place before it."""

OUTSIDE_BMP = re.compile(rb"[\xf0-\xf4][\x80-\xbf]{3}")  # takes two UTF-16 units
GC, DELETED, STRING, SKIP = 0, 1, 4, 10
KIND, UNDER_KEY, HAS_RIGHT, HAS_LEFT = 31, 32, 64, 128


class BadUpdate(ValueError):
    """Not an update that we let in."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Span(NamedTuple):
    """Consecutive units of one client."""

    client: int
    clock: int
    length: int

    @property
    def end(self) -> int:
        return self.clock + self.length


class Item(NamedTuple):
    """Units inserted together. `root` is said only where they have no neighbours; else they stand where those do."""

    client: int
    clock: int
    end: int
    root: str | None
    left: Place | None
    right: Place | None


class Reader:
    __slots__ = ("at", "cuts", "data", "deletes", "items", "most", "needs", "pairs", "spans", "structs")

    def __init__(self, data: bytes, most: int = MAX_STRUCTS) -> None:
        self.data = data
        self.at = 0
        self.items: list[Item] = []
        self.structs = 0
        self.most = most
        self.spans: list[Span] = []
        self.deletes: list[Span] = []
        self.needs: dict[int, int] = {}
        self.cuts: list[Place] = []
        self.pairs: list[Place] = []

    def clients(self) -> None:
        seen = set()
        for _ in range(self.number()):
            structs, client = self.count(), self.client()
            if client in seen:
                raise BadUpdate("client twice")
            seen.add(client)
            self.client_structs(client, structs)

    def client_structs(self, client: int, structs: int) -> None:
        start = clock = self.clock()
        for _ in range(structs):
            info = self.data[self.at]
            self.at += 1
            if info == SKIP:
                if clock > start:
                    self.spans.append(Span(client, start, clock - start))
                start = clock = self.end(clock)
            elif info == GC:
                clock = self.end(clock)
            else:
                clock = self.item(info, client, clock)
        if clock > start:
            self.spans.append(Span(client, start, clock - start))

    def item(self, info: int, client: int, clock: int) -> int:
        """The clock after it."""
        if info & UNDER_KEY:
            raise BadUpdate("under a key")
        left = self.neighbour(client, clock, 1) if info & HAS_LEFT else None
        right = self.neighbour(client, clock, 0) if info & HAS_RIGHT else None
        if left is not None and left == right:
            raise BadUpdate("both sides of one unit")
        root = None if left or right else self.root()
        end = self.content(info & KIND, client, clock)
        self.items.append(Item(client, clock, end, root, left, right))
        return end

    def root(self) -> str:
        for root, parent in PARENTS.items():
            if self.data.startswith(parent, self.at):
                self.at += len(parent)
                return root
        raise BadUpdate("another parent")

    def content(self, kind: int, client: int, clock: int) -> int:
        if kind == STRING:
            return self.bounded(clock + self.string(client, clock))
        if kind == DELETED:
            return self.end(clock)
        raise BadUpdate(f"kind {kind}")

    def neighbour(self, client: int, clock: int, after: int) -> Place:
        """Yjs fails on an item that names itself or a later one of its own client."""
        its_client, its_clock = self.client(), self.clock()
        if its_client == client and its_clock >= clock:
            raise BadUpdate("ahead of itself")
        self.need(its_client, its_clock + 1)
        self.cuts.append((its_client, its_clock + after))
        return its_client, its_clock

    def need(self, client: int, end: int) -> None:
        if end > self.needs.get(client, 0):
            self.needs[client] = end

    def string(self, client: int, clock: int) -> int:
        """Its length in UTF-16 units."""
        size = self.number()
        start = self.at
        self.at = end = start + size
        if size == 0 or end > len(self.data):
            raise BadUpdate("empty string" if size == 0 else "truncated")
        raw = self.data[start:end]
        if raw.isascii():
            return size
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            raise BadUpdate("not UTF-8") from None
        length = len(text)
        if OUTSIDE_BMP.search(raw):
            wide = [index for index, character in enumerate(text) if character > "\uffff"]
            self.pairs += [(client, clock + index + before + 1) for before, index in enumerate(wide)]
            length += len(wide)
        return length

    def deleted(self) -> None:
        seen = set()
        for _ in range(self.number()):
            client, ranges = self.client(), self.count()
            if client in seen:
                raise BadUpdate("client twice")
            seen.add(client)
            for _ in range(ranges):
                clock = self.clock()
                end = self.end(clock)
                self.deletes.append(Span(client, clock, end - clock))
                self.need(client, end)
                self.cuts += ((client, clock), (client, end))

    def count(self) -> int:
        """How many structs or ranges follow."""
        number = self.number()
        self.structs += number
        if number == 0 or self.structs > self.most:
            raise BadUpdate("too many parts" if number else "empty part")
        return number

    def client(self) -> int:
        return self.number()

    def clock(self) -> int:
        return self.bounded(self.number())

    def end(self, clock: int) -> int:
        """The clock after a length that is read."""
        length = self.number()
        if length == 0:
            raise BadUpdate("empty part")
        return self.bounded(clock + length)

    def bounded(self, clock: int) -> int:
        if clock > MAX_CLOCK:
            raise BadUpdate("clock too large")
        return clock

    def number(self) -> int:
        data, at = self.data, self.at
        byte = data[at]
        at += 1
        if byte < 128:
            self.at = at
            return byte
        value, shift = byte & 127, 7
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                break
            shift += 7
            if shift > 49:
                raise BadUpdate("number too large")
        self.at = at
        if value > MAX_CLIENT:
            raise BadUpdate("number too large")
        return value
