"""One page's shared text and title, as far as its log has been applied."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from zlib import crc32

from pycrdt import Doc, Text

from wiki.editing.diff import Replace, changes
from wiki.editing.merge import merge
from wiki.editing.projector.places import Places
from wiki.editing.projector.runs import UNKNOWN, AuthorRuns, Runs
from wiki.editing.wire import TEXT, TITLE, parse_vector

TOGETHER = 100

Logged = tuple[int, int, bytes]
"""Place in the log, author, update."""


class Unkeepable(Exception):
    """The state as one update would say something else than the log: an edit has cut a character in two."""


class Edited(NamedTuple):
    """What somebody's change comes to."""

    update: bytes | None
    text: str
    runs: Runs
    conflict: bool
    """Whether both had changed the same words since the base."""


class Document:
    def __init__(self, epoch: int, seq: int, state: bytes | None, runs: Iterable[Sequence[int]]) -> None:
        self.epoch = epoch
        self.seq = seq
        self.weight = len(state or b"")
        self._places: tuple[int, Places] | None = None
        self._doc, self._text, self._title = _open(state)
        self.titled_by: int | None = None
        """Who changed the title last, of those whose updates were applied here."""
        self._runs = AuthorRuns(runs, str(self._text))
        self._deltas: list[list[dict[str, Any]]] = []
        self._retitled = False
        self._watches = [
            self._text.integrated.observe(lambda event: self._deltas.append(event.delta)),
            self._title.integrated.observe(lambda _event: setattr(self, "_retitled", True)),
        ]

    def apply(self, updates: Iterable[Logged]) -> None:
        """Strictly in the log's order; what was applied already is left out.

        Updates of one author that follow each other share a transaction, since working out what a
        transaction changed costs more than the change.
        """
        new = [update for update in updates if update[0] > self.seq]
        for author, theirs in groupby(new, key=lambda update: update[1]):
            together = list(theirs)
            for start in range(0, len(together), TOGETHER):
                self._apply_of(author, together[start : start + TOGETHER])

    def _apply_of(self, author: int, updates: list[Logged]) -> None:
        with self._doc.transaction():
            for seq, _, update in updates:
                if seq != self.seq + 1:
                    raise ValueError(f"update {seq} cannot follow {self.seq}")
                self._doc.apply_update(update)
                self.seq = seq
                self.weight += len(update)
        for delta in self._deltas:
            self._runs.apply(delta, author)
        self._deltas.clear()
        if self._retitled:
            self.titled_by, self._retitled = author, False

    def text(self) -> str:
        return str(self._text)

    def title(self) -> str:
        return str(self._title)

    def runs(self) -> Runs:
        return self._runs.of(self.text())

    def state(self) -> bytes:
        """All of it as one update. Raises Unkeepable."""
        return self._copy()[0]

    def vector(self) -> dict[int, int]:
        return parse_vector(self._doc.get_state())

    def edit(self, client_id: int, author: int, mine: str, base: str | None) -> Edited:
        """The update by which `client_id` turns this text into `mine`, merged with what changed since `base`. Leaves
        the document as it is."""
        now, conflict = self.text(), False
        target = _with_newlines(mine)
        if base is not None:
            target, conflict = merge(_with_newlines(base), target, now)
        replaced = changes(now, target)
        runs = AuthorRuns(self._runs.of(now), now)
        runs.apply(_delta(now, replaced), author)
        return Edited(self._rewrite(TEXT, now, replaced, client_id), target, runs.of(target), conflict)

    def places(self) -> Places:
        """Passages that stay, as of now. Raises ValueError."""
        if self._places is None or self._places[0] != self.seq:
            self._places = self.seq, Places(self._doc.get_update(), self.text())
        return self._places[1]

    def retitle(self, client_id: int, title: str) -> bytes | None:
        """The update by which `client_id` makes this the title."""
        now = self.title()
        return self._rewrite(TITLE, now, changes(now, title), client_id)

    def _rewrite(self, root: str, now: str, replaced: list[Replace], client_id: int) -> bytes | None:
        _, doc, *texts = self._copy(client_id)
        text = texts[root == TITLE]
        updates: list[bytes] = []
        watch = doc.observe(lambda event: updates.append(event.update))
        with doc.transaction():
            for change in reversed(replaced):
                start, end = len(now[: change.start].encode()), len(now[: change.end].encode())
                if end > start:
                    del text[start:end]
                if change.text:
                    text.insert(start, change.text)
        doc.unobserve(watch)
        return updates[0] if updates else None

    def _copy(self, client_id: int | None = None) -> "tuple[bytes, Doc[Any], Text, Text]":
        """The state of the document, and a copy made from it."""
        state = self._doc.get_update()
        copy, text, title = _open(state, client_id)
        if (str(text), str(title)) != (self.text(), self.title()):
            raise Unkeepable
        return state, copy, text, title


def first_state(client_id: int, text: str, title: str) -> tuple[bytes, dict[int, int]]:
    """A document by one client that says this, as one update, and its state vector."""
    doc, its_text, its_title = _open(None, client_id)
    with doc.transaction():
        its_text += text
        its_title += title
    return doc.get_update(), parse_vector(doc.get_state())


def hash_of(text: str) -> str:
    """What a browser reckons of its own text to compare: length and CRC-32 of the UTF-8."""
    data = text.encode()
    return f"{len(data):x}-{crc32(data):08x}"


def _delta(text: str, replaced: list[Replace]) -> list[dict[str, Any]]:
    """The same changes as Yjs tells them, in bytes."""
    delta: list[dict[str, Any]] = []
    at = 0
    for start, end, new in replaced:
        delta += [
            {"retain": len(text[at:start].encode())},
            {"delete": len(text[start:end].encode())},
            {"insert": new},
        ]
        at = end
    return delta


def first_bad(state: bytes | None, updates: Iterable[bytes]) -> tuple[int, str] | None:
    """The first of the updates that cannot be applied, and why; the last when all can but cannot be kept.

    One may also end the process.
    """
    document = Document(0, 0, state, ())
    index = 0
    for index, update in enumerate(updates):
        try:
            document.apply([(index + 1, UNKNOWN, update)])
            document.text(), document.title()
        except Exception as error:
            return index, f"{type(error).__name__}: {error}"
    try:
        document.state()
    except Unkeepable:
        return index, "Unkeepable"
    return None


def _open(state: bytes | None, client_id: int | None = None) -> "tuple[Doc[Any], Text, Text]":
    doc: Doc[Any] = Doc(client_id=client_id)
    text, title = doc.get(TEXT, type=Text), doc.get(TITLE, type=Text)
    if state:
        doc.apply_update(state)
    return doc, text, title


def _with_newlines(text: str) -> str:
    """Forms send CR LF; the editor knows line feeds alone, and would count wrongly."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
