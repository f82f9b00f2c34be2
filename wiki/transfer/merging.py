"""A page that changed in its source: the change is carried over to the page as it stands, as a small edit by whoever
made it there. What people wrote here meanwhile stays."""

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from wiki.accounts.models import User
from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.db import session
from wiki.core.errors import KringError
from wiki.core.unit import unit
from wiki.editing import documents
from wiki.editing.actions import current, keep_version, name_version, write_text
from wiki.editing.documents import Poisoned
from wiki.editing.merge import merge
from wiki.editing.projecting import settle
from wiki.editing.revisions import last_of
from wiki.pages.actions import rename_page
from wiki.pages.models import Page
from wiki.transfer import origins
from wiki.transfer.details import Describing
from wiki.transfer.histories import History
from wiki.transfer.lineage import Version
from wiki.transfer.origins import Known, mark_of
from wiki.transfer.people import author_key
from wiki.transfer.planting import Seed
from wiki.transfer.report import Compared

TEXTS_CPU_S = 60.0
LONGEST_NAME = 200

log = logging.getLogger(__name__)


class Old(NamedTuple):
    """A page of the source that was there before."""

    seed: Seed
    known: Known
    page_id: int


@dataclass(frozen=True)
class Change:
    """What a version made of the text `before` it."""

    version: Version
    before: str
    after: str


def ask_texts(old: Old, history: History, workers: ChildPool, addresses: str) -> dict[str, Any] | None:
    """The text of each version that is needed, by its place in the page's life; None when it cannot be read."""
    seed, known, _ = old
    places = sorted({place for new in _new(seed, known) for place in (new, *seed.line.versions[new].follows[:1])})
    versions = [seed.line.versions[place] for place in places]
    files = [history.read(version.blob) or b"" for version in versions]
    paths = [version.path for version in versions]
    try:
        answer = workers.call("texts", cpu_seconds=TEXTS_CPU_S, files=files, paths=paths, known=addresses)
    except (ChildDied, ChildError) as error:
        log.warning("%s cannot be read: %r", seed.path, error)
        return None
    return {**answer, "texts": dict(zip(places, answer["texts"], strict=True))}


def bring_up(old: Old, texts: dict[int, str], people: dict[str, int]) -> tuple[int, bool]:
    """How many versions it got, and whether words were changed both there and here. Raises KringError, Poisoned and
    ChildDied."""
    seed, known, page_id = old
    with unit():
        name_version(page_id, "")  # what people wrote is a version of its own
        then = origins.text_then(known)
    revisions, conflict = 0, False
    changes = list(_changes(seed, known, texts, then))
    for change in changes:
        commit = change.version.commit
        with unit():
            by, before = people[author_key(commit)], current(page_id)
            written = write_text(page_id, by, change.after, base_text=change.before, show=False)
            if (written.epoch, written.seq) != (before.epoch, before.seq):
                revisions += _keep(page_id, change.version)
            origins.renew(known, seed, text=change.after, commit=commit, whole=change is changes[-1])
        conflict |= written.conflict
    settle(page_id)
    return revisions, conflict


def retitle(old: Old, by: User) -> bool:
    """Call it what the source calls it now; False when people here call it something else."""
    page, seed, known = session.get_one(Page, old.page_id), old.seed, old.known
    if seed.source.title in (known.title, page.title):
        return True
    if page.title != known.title:
        return False
    rename_page(by, page, seed.source.title)
    return True


def _redescribe(old: Old, by: User, describing: Describing) -> None:
    if old.known.said:
        page = session.scalars(select(Page).where(Page.id == old.page_id).options(joinedload(Page.space))).one()
        describing.follow(page, json.loads(old.known.said), old.seed.source.said, by)


def _keep(page_id: int, version: Version) -> int:
    """As a version by its author, of its time, but never of a time before the one it follows."""
    before, now = last_of(page_id), documents.project(page_id)
    at = max(version.commit.at, before.at) if before else version.commit.at
    name = version.commit.subject[:LONGEST_NAME]
    kept = keep_version(page_id, text=now.text, runs=now.runs, name=name, at=at)
    return int(kept is not None and (before is None or kept.id != before.id))


def _new(seed: Seed, known: Known) -> Sequence[int]:
    """The versions since the last one that came: where that is not found again, the last alone."""
    versions = seed.line.versions
    last = len(versions) - 1
    marks = [mark_of(version.commit) for version in versions]
    if known.commit not in marks or versions[last].begins:
        return [last]
    came = last - marks[::-1].index(known.commit)
    return [place for place in range(came + 1, last + 1) if not versions[place].begins] or [last]


def _changes(seed: Seed, known: Known, texts: dict[int, str], then: str) -> Iterator[Change]:
    """One after the other; `shadow` is the text that the source alone would have come to."""
    shadow, new = then, _new(seed, known)
    for place in new:
        version, after = seed.line.versions[place], texts[place]
        before = texts[version.follows[0]] if len(version.follows) == 1 and len(new) > 1 else shadow
        yield Change(version, before, after)
        shadow = merge(before, after, shadow).text
    if shadow != texts[new[-1]]:  # branches that met otherwise than we would have thought
        yield Change(seed.line.versions[new[-1]], shadow, texts[new[-1]])


def merge_all(pairs: Iterator[tuple[Old, dict[str, Any]]], people: dict[str, int], told: Compared) -> Iterator[int]:
    """Each page in turn; one that cannot be changed stays as it is and is told. Gives numbers of versions."""
    with unit():
        describing = Describing()
    for old, answer in pairs:
        seed = old.seed
        try:
            revisions, conflict = bring_up(old, answer["texts"], people)
            with unit():
                by = session.get_one(User, people[author_key(seed.line.last.commit)])
                if not retitle(old, by):
                    told.titles.append(seed.path)
                _redescribe(old, by, describing)
        except (KringError, Poisoned, ChildDied, ChildError) as error:
            log.warning("%s could not be merged: %r", seed.path, error)
            told.failed.append(seed.path)
            continue
        told.changed.append(seed.path)
        if conflict:
            told.both.append(seed.path)
        yield revisions
