"""What of a page's log stands in its title, and not in its text."""

from collections.abc import Iterable
from contextlib import suppress

from wiki.editing import log as page_log
from wiki.editing.log import Head, Row
from wiki.editing.models import PageSnapshot
from wiki.editing.wire import BadUpdate, Titled, parse_update


def titled_at(page_id: int, place: Head) -> Titled:
    state = page_log.snapshot_of(page_id, place.epoch, upto=place.seq)
    return titled_in(state, page_log.rows_after(page_id, place.epoch, state.seq if state else 0, upto=place.seq))


def titled_in(state: PageSnapshot | None, rows: Iterable[Row]) -> Titled:
    titled = known(state)
    for row in rows:
        with suppress(BadUpdate):
            titled.learn(parse_update(row.data, ours=True))
    return titled


def known(state: PageSnapshot | None) -> Titled:
    """What a snapshot says of it."""
    return Titled(state.titled, vector_of(state)) if state else Titled()


def vector_of(state: PageSnapshot) -> dict[int, int]:
    return {int(client): clock for client, clock in state.vector.items()}
