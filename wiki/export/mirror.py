"""The mirror of a space: a git repository that is written on after each session, and holds what an export would.

Each version is a commit by whoever wrote it; what else changed (places, names, details, files) follows in one more.
"""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from wiki.accounts.models import User
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.later import heavy_work, later
from wiki.core.offload import offload
from wiki.core.unit import unit
from wiki.editing.revisions import last_of, text_of
from wiki.export.authorship import NOWHERE, signed
from wiki.export.front import block, moment
from wiki.export.git import Bare, Commit, Person, Stream, blob_sha
from wiki.export.keeping import places
from wiki.export.linking import relinked
from wiki.export.markdown import loaded, page_file, whole
from wiki.export.models import BESIDE, Mirror, folder_name
from wiki.export.scope import Leaf, Scope, scope_of
from wiki.export.sweeping import LOCK, sweep
from wiki.files.keeping import keeping
from wiki.files.store import new_key
from wiki.pages.models import Page, PageContent, Revision, RevisionAuthor
from wiki.spaces.models import Activity, Space

SOON = timedelta(seconds=5)
"""So that what happens at the same time is written once."""
NAMES = "kring-blobs.json"
KRING = Person("Kring", f"kring@{NOWHERE}")


def want(space_id: int, page_id: int | None) -> None:
    """Write it soon, where a mirror is kept: this page, or (None) whatever may have changed."""
    session.flush()  # from here on nobody else writes, so that the row is as it will be found
    mirror = session.get(Mirror, space_id, populate_existing=True)
    if mirror is None:
        return
    mirror.whole = mirror.whole or page_id is None
    if page_id is not None and page_id not in mirror.due:
        mirror.due = [*mirror.due, page_id]
    if not mirror.wanted:
        mirror.wanted = True
        later(write, wait=SOON, space_id=space_id)


def switch_on(space: Space, by: User) -> None:
    if session.get(Mirror, space.id) is None:
        session.add(Mirror(space_id=space.id, by_id=by.id, due=[], whole=True, wanted=False, seen=0))
        session.flush()
        want(space.id, None)


def switch_off(space: Space) -> None:
    if mirror := session.get(Mirror, space.id):
        session.delete(mirror)
        session.flush()
        later(sweep)


def forget(space_id: int) -> None:
    """Make it anew from what is there now: something may not be in it any more, nor in its history."""
    if mirror := session.get(Mirror, space_id):
        mirror.key, mirror.seen, mirror.written_at = new_key(), 0, None
        want(space_id, None)


def folder_of(mirror: Mirror) -> Path:
    return places.mirrors / mirror.folder


@dataclass(frozen=True)
class Marks:
    """What a turn at a mirror begins with; `due` are the pages to look at, None: all."""

    key: str
    seen: int
    due: set[int] | None


@heavy_work
def write(space_id: int) -> None:
    """Bring the mirror up to what the database says: one turn at a time for each.

    Cut off at any moment it is done again, since its marks are wiped away at the end alone, and only when nothing came
    to them. When it was to be made anew meanwhile, what this turn wrote goes.
    """
    with _alone(space_id) as lock:
        with unit():
            marks = _taken(space_id)
        if marks is None:
            return
        _drop_others(space_id, marks.key)
        seen = _Writing(space_id, marks, lock).write()
        with unit():
            if not _is_marked(space_id, marks.key, seen):
                _drop_others(space_id, None)


@contextmanager
def _alone(space_id: int) -> Iterator[int]:
    """The lock goes to the git that writes, too: as long as one of them lives, nobody else begins."""
    places.mirrors.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (places.mirrors / f"{space_id}{LOCK}").open("w") as file:
        offload(fcntl.flock, file.fileno(), fcntl.LOCK_EX)
        yield file.fileno()


def _taken(space_id: int) -> Marks | None:
    taken = update(Mirror).where(Mirror.space_id == space_id).values(wanted=False)
    row = session.execute(taken.returning(Mirror.key, Mirror.seen, Mirror.due, Mirror.whole)).one_or_none()
    return Marks(row.key, row.seen, None if row.whole else set(row.due)) if row else None


def _is_marked(space_id: int, key: str, seen: int) -> bool:
    """Said of this mirror alone, not of one that was begun meanwhile; whether it is there still."""
    its = update(Mirror).where(Mirror.space_id == space_id, Mirror.key == key)
    session.execute(its.where(Mirror.wanted.is_(False)).values(due=[], whole=False))
    return session.execute(its.values(seen=seen, written_at=now()).returning(Mirror.key)).one_or_none() is not None


def _drop_others(space_id: int, key: str | None) -> None:
    """What lies there of this space but the mirror of this key."""
    kept = None if key is None else folder_name(space_id, key)
    for folder in (*places.mirrors.glob(f"{space_id}.git"), *places.mirrors.glob(f"{space_id}-*.git")):
        if folder.name != kept:
            shutil.rmtree(folder)


class _Writing:
    """One turn at a mirror. Where nothing stands yet, or any more, all of it is written."""

    def __init__(self, space_id: int, marks: Marks, lock: int) -> None:
        self._space_id, self._seen, self._due = space_id, marks.seen, marks.due
        self._scope: Scope = scope_of([session.get_one(Space, space_id)], None)
        self._bare = Bare(places.mirrors / folder_name(space_id, marks.key), lock)
        self._tree = self._bare.tree()
        if not self._tree:
            self._seen, self._due = 0, None
        self._names_file = self._bare.folder / NAMES
        self._names: dict[str, str] = json.loads(self._names_file.read_text()) if self._names_file.exists() else {}

    def write(self) -> int:
        """The id of the last version that is in it."""
        with self._bare.writing() as stream:
            told = self._versions(stream)
            self._rest(stream)
        self._names_file.write_text(json.dumps(self._names))
        return max([self._seen, *told])

    def _versions(self, stream: Stream) -> list[int]:
        """A commit for each version since, in order of time."""
        listed = select(Revision).where(Revision.id > self._seen, Revision.page_id.in_(self._scope.leaves))
        authors = selectinload(Revision.authors).joinedload(RevisionAuthor.user)
        versions = session.scalars(listed.order_by(Revision.at, Revision.id).options(authors)).all()
        last = {version.page_id: version.id for version in sorted(versions, key=lambda version: version.number)}
        for version in versions:
            page, content = next(loaded([version.page_id]))
            text, leaf = text_of(version), self._scope.leaves[version.page_id]
            if last[page.id] == version.id:
                data = page_file(page, content, text, leaf, self._scope, places.address)
            else:
                data = self._earlier(page, version, text, leaf)
            self._commit(stream, _by(version, page), {f"{leaf.place}.md": data})
        return [version.id for version in versions]

    def _earlier(self, page: Page, version: Revision, text: str, leaf: Leaf) -> bytes:
        """Of what was said beside the text then, only this is known."""
        people = [signed(part.user) for part in _parts(version)]
        front = block({"title": page.title, "changed": moment(version.at), "changed_by": "".join(people[:1])})
        return whole(front, page.title, relinked(page, leaf, text, self._scope, places.address).text)

    def _rest(self, stream: Stream) -> None:
        """What differs from the export still: one commit by whoever did it, if that was one person."""
        wanted: dict[str, bytes | str] = {}
        for page, content in loaded([i for i in self._scope.leaves if self._due is None or i in self._due]):
            wanted |= self._files_of(page, content)
        gone = [path for path in self._tree if path not in wanted] if self._due is None else []
        self._commit(stream, Commit(self._mover(), int(now().timestamp()), _about(gone), gone=gone), wanted)

    def _files_of(self, page: Page, content: PageContent) -> dict[str, bytes | str]:
        """As the last version says: what is being written is in no mirror yet."""
        leaf, last = self._scope.leaves[page.id], last_of(page.id)
        text = text_of(last) if last else ""
        found: dict[str, bytes | str] = {
            f"{leaf.place}.md": page_file(page, content, text, leaf, self._scope, places.address)
        }
        for piece in self._scope.of_page(page.id):
            if (there := self._names.get(piece.key)) is not None and there == self._tree.get(piece.path):
                found[piece.path] = there
            elif (data := _bytes_of(piece.key)) is not None:
                self._names[piece.key] = blob_sha(data)
                found[piece.path] = data
        return found

    def _commit(self, stream: Stream, commit: Commit, files: dict[str, bytes | str]) -> None:
        """With those of the files that the branch has otherwise, or not at all."""
        names = {path: what if isinstance(what, str) else blob_sha(what) for path, what in files.items()}
        commit.put = {path: what for path, what in files.items() if self._tree.get(path) != names[path]}
        stream.add(commit)
        self._tree |= names
        for path in commit.gone:
            self._tree.pop(path, None)

    def _mover(self) -> Person:
        mirror = session.get(Mirror, self._space_id)
        since = mirror.written_at if mirror else None
        if since is None:
            return KRING
        acted = select(Activity.user_id).where(Activity.space_id == self._space_id, Activity.at >= since - SOON)
        people = [i for i in session.scalars(acted.where(Activity.verb.not_in(BESIDE)).distinct()) if i]
        return _person(session.get_one(User, people[0])) if len(people) == 1 else KRING


def _about(gone: list[str]) -> str:
    return "Follow names, places and details" if not gone else "Follow names, places and details; some went"


def _parts(version: Revision) -> list[RevisionAuthor]:
    return sorted(version.authors, key=lambda part: -part.share)


def _by(version: Revision, page: Page) -> Commit:
    people = [_person(part.user) for part in _parts(version)] or [KRING]
    return Commit(people[0], int(version.at.timestamp()), version.name or page.title, people[1:])


def _person(user: User) -> Person:
    name, _, _address = signed(user).rpartition(" <")
    return Person(name or user.handle, f"{user.handle}@{NOWHERE}")


def _bytes_of(key: str) -> bytes | None:
    try:
        with keeping.store.open(key) as source:
            return source.read()
    except FileNotFoundError:
        return None
