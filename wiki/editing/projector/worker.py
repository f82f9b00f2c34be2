"""What the projector's child answers. It has no database: the parent sends what it lacks.

Every answer is about a page in an epoch; one that is not loaded raises NotLoaded, and the parent loads it again.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from wiki.editing.projector.document import Document, Logged, first_bad, first_state, hash_of

MOST_DOCUMENTS = 64
MOST_BYTES = 16 * 1024 * 1024

held: OrderedDict[int, Document] = OrderedDict()


class NotLoaded(LookupError):
    """The child has not this page, or another epoch of it."""


def have(page: int, epoch: int) -> dict[str, Any]:
    document = held.get(page)
    return {"seq": document.seq if document and document.epoch == epoch else None}


def load(
    page: int, epoch: int, seq: int = 0, state: bytes | None = None, runs: Sequence[Sequence[int]] = ()
) -> dict[str, Any]:
    """Starts from a snapshot, or from nothing."""
    held.pop(page, None)
    held[page] = Document(epoch, seq, state, runs)
    _make_room()
    return {"seq": seq}


def apply(page: int, epoch: int, updates: list[Logged]) -> dict[str, Any]:
    """What follows in the log, in order, each as (seq, author, bytes)."""
    document = _document(page, epoch)
    try:
        document.apply(updates)
    except BaseException:
        del held[page]  # it may be half applied
        raise
    _make_room()
    return {"seq": document.seq}


def project(page: int, epoch: int) -> dict[str, Any]:
    document = _document(page, epoch)
    text, title = document.text(), document.title()
    shown = {"seq": document.seq, "text": text, "runs": document.runs(), "title": title, "by": document.titled_by}
    return shown | {"hashes": (hash_of(text), hash_of(title))}


def snapshot(page: int, epoch: int) -> dict[str, Any]:
    document = _document(page, epoch)
    return {"seq": document.seq, "state": document.state(), "vector": document.vector(), "runs": document.runs()}


def edit(page: int, epoch: int, client_id: int, author: int, mine: str, base: str | None = None) -> dict[str, Any]:
    document = _document(page, epoch)
    edited = document.edit(client_id, author, mine, base)
    return edited._asdict() | {"title": document.title(), "by": document.titled_by}


def retitle(page: int, epoch: int, client_id: int, title: str) -> dict[str, Any]:
    return {"update": _document(page, epoch).retitle(client_id, title)}


def fix(page: int, epoch: int, spans: list[tuple[int, int]]) -> dict[str, Any]:
    """What stays on these passages of the text."""
    places = _document(page, epoch).places()
    return {"marks": [places.fix(start, end) for start, end in spans]}


def find(page: int, epoch: int, marks: list[tuple[int, int, int, int]]) -> dict[str, Any]:
    """The text, and where these passages are in it."""
    document = _document(page, epoch)
    return {"seq": document.seq, "text": document.text(), "spans": document.places().find(marks)}


def anew(client_id: int, text: str, title: str) -> dict[str, Any]:
    """A document that says this and has no past."""
    state, vector = first_state(client_id, text, title)
    return {"state": state, "vector": vector}


def probe(updates: list[bytes], state: bytes | None = None) -> dict[str, Any]:
    """The index of the first that cannot be applied after `state`, and why; or none."""
    index, reason = first_bad(state, updates) or (None, None)
    return {"bad": index, "reason": reason}


def forget() -> None:
    """All of them: another database may be meant by the same numbers from here on."""
    held.clear()


def _document(page: int, epoch: int) -> Document:
    document = held.get(page)
    if document is None or document.epoch != epoch:
        raise NotLoaded(f"page {page} in epoch {epoch}")
    held.move_to_end(page)
    return document


def _make_room() -> None:
    """The one in use always stays."""
    while len(held) > 1 and (len(held) > MOST_DOCUMENTS or sum(d.weight for d in held.values()) > MOST_BYTES):
        held.popitem(last=False)


HANDLERS = {
    handler.__name__: handler
    for handler in (have, load, apply, project, snapshot, edit, retitle, fix, find, anew, probe, forget)
}
