"""What the importer's children answer: files read as pages, and a page's life replayed as edits of one living text."""

import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypedDict

from wiki.editing.projector.document import Document
from wiki.editing.units import units_in
from wiki.editing.wire import BadUpdate, parse_update
from wiki.markup.worker import HANDLERS as MARKUP
from wiki.transfer.addresses import links_in, read_list
from wiki.transfer.source import read_source

EPOCH = 1
CLIENT_IDS = range(1, 2**32)


class Step(TypedDict):
    """One version: the earlier ones its author saw, whose it is, and the file as it then was. A quiet one is none that
    people would look for."""

    follows: Sequence[int]
    author: int
    file: int
    path: str
    quiet: bool


class Told(TypedDict):
    """A revision as it came out: of which step, the text, who typed which run, and UTF-16 units typed and removed."""

    step: int
    seq: int
    text: str
    runs: list[tuple[int, int]]
    added: int
    removed: int


def read(data: bytes, path: str) -> dict[str, Any]:
    source = read_source(data, path)
    return vars(source) | {"left": dict(source.left)}


def look(data: bytes, path: str, known: str) -> dict[str, Any]:
    """Where the links of a file lead, and what of it is lost, once it is a page among those listed in `known`."""
    addresses = _addresses(known)
    source = read_source(data, path, addresses)
    return {"links": links_in(source.text, path, addresses), "left": dict(source.left)}


def replay(files: list[bytes], steps: list[Step], known: str, runs: Sequence[tuple[int, int]] = ()) -> dict[str, Any]:
    """Every version as the edit its author made, onto what that author saw; branches meet as living texts do.

    The file `known` lists the addresses of all pages, for the links between them (`addresses.list_for_children`), and
    `runs` who typed what of the last version, where that is told and no edits show it.
    """
    addresses = _addresses(known)
    replay = _Replay()
    told: list[Told] = []
    for index, step in enumerate(steps):
        source = read_source(files[step["file"]], step["path"], addresses)
        typed, removed = replay.edit(step["follows"], step["author"], source.text)
        if not step.get("quiet") and (
            typed or removed or len(step["follows"]) < 2
        ):  # a merge that only brings together is no writing
            now = replay.now
            told.append(Told(step=index, seq=now.seq, text=now.text(), runs=now.runs(), added=typed, removed=removed))
    final = replay.final()
    if runs and sum(length for _, length in runs) == units_in(final["text"]):
        told[-1]["runs"] = final["runs"] = [list(run) for run in runs]
    links = links_in(replay.now.text(), steps[-1]["path"], addresses)
    return {"revisions": told, "writers": replay.writers, "links": links, "left": dict(source.left)} | final


@lru_cache(maxsize=1)
def _addresses(known: str) -> frozenset[str]:
    """Read once: to be told them with each page would take longer than all else, were there many."""
    return frozenset(read_list(known))


class _Replay:
    """The text as everybody's edits so far make it, and each edit, to look back at what somebody saw then."""

    def __init__(self) -> None:
        self.now = Document(EPOCH, 0, None, ())
        self.writers: dict[int, int] = {}
        self._edits: list[tuple[int, int, bytes | None]] = []
        self._seen_by: list[int] = []

    def edit(self, follows: Sequence[int], author: int, wanted: str) -> tuple[int, int]:
        """Turn what `author` saw, the versions `follows`, into `wanted`; how much was typed and removed for it."""
        seen = 0
        for version in follows:
            seen |= self._seen_by[version] | 1 << version
        everything = seen == (1 << len(self._edits)) - 1
        view = self.now if everything else self._as_seen(seen)
        client = self._client_of(author, seen)
        before = view.text()
        update = view.edit(client, author, wanted, None)[0] if wanted != before else None
        if update:
            self.now.apply([(self.now.seq + 1, author, update)])
            self.writers[client] = author
        self._edits.append((client, author, update))
        self._seen_by.append(seen)
        return _size(update, before, wanted) if update else (0, 0)

    def final(self) -> dict[str, Any]:
        return {
            "seq": self.now.seq,
            "text": self.now.text(),
            "runs": self.now.runs(),
            "state": self.now.state(),
            "vector": {str(client): clock for client, clock in self.now.vector().items()},
        }

    def _as_seen(self, seen: int) -> Document:
        updates = [(author, update) for i, (_, author, update) in enumerate(self._edits) if seen >> i & 1 and update]
        view = Document(EPOCH, 0, None, ())
        view.apply((seq, author, update) for seq, (author, update) in enumerate(updates, start=1))
        return view

    def _client_of(self, author: int, seen: int) -> int:
        """One for a person, unless they wrote on another branch meanwhile: its clock would count twice."""
        unseen = {client for i, (client, _, _) in enumerate(self._edits) if not seen >> i & 1}
        mine = (client for client, writer in self.writers.items() if writer == author and client not in unseen)
        return next(mine, None) or self._free_client()

    def _free_client(self) -> int:
        return next(client for _ in iter(int, 1) if (client := random.choice(CLIENT_IDS)) not in self.writers)  # noqa: S311


def _size(update: bytes, before: str, after: str) -> tuple[int, int]:
    """UTF-16 units typed and removed."""
    try:
        parsed = parse_update(update)
    except BadUpdate:  # larger than anybody types at once
        return units_in(after), units_in(before)
    return sum(span.length for span in parsed.spans), sum(span.length for span in parsed.deletes)


def texts(files: list[bytes], paths: list[str], known: str) -> dict[str, Any]:
    """Versions of a page that is there already, with the links of the last and what of it is lost."""
    addresses = _addresses(known)
    sources = [read_source(data, path, addresses) for data, path in zip(files, paths, strict=True)]
    links = links_in(sources[-1].text, paths[-1], addresses)
    return {"texts": [source.text for source in sources], "links": links, "left": dict(sources[-1].left)}


HANDLERS = {"read": read, "look": look, "replay": replay, "texts": texts, "scan": MARKUP["scan"]}
