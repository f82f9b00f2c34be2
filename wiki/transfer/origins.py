"""Where imported pages came from, so that the same source can come again and finds the pages it made.

A source is known by what is in it, since exports are called something else each time: a repository by its first
commit, all others by the paths of their pages, and by its name or a text that is as it was.
"""

import hashlib
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from wiki.core.clock import now
from wiki.core.db import Base, session
from wiki.transfer.lineage import SHA_LENGTH
from wiki.transfer.planting import Seed
from wiki.transfer.repository import Commit
from wiki.transfer.source import SAID

LONGEST_NAME = 200
FOLDER = "/"
"""Ends the path of a page that was made for a folder."""
ENDINGS = re.compile(r"(?:\.git|\.wiki|\.bundle|\.zip|\.xml|\.bz2|\.gz)+$", re.IGNORECASE)


class ImportSource(Base):
    """Something that pages of a space came from; `root` is the first commit of a repository."""

    __tablename__ = "import_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    root: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=now)


class Origin(Base):
    """A page as its source had it when it came last; without `page_id` it was erased since. `sha256` is of title and
    text as they stood in the source, `text_z` the text as it came out, which the next change is merged against, and
    `said` what it said beside them (`details`): nothing where that was not kept yet."""

    __tablename__ = "import_origin"
    __table_args__ = (UniqueConstraint("source_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("import_source.id", ondelete="CASCADE"))
    path: Mapped[str] = mapped_column(Text)
    page_id: Mapped[int | None] = mapped_column(ForeignKey("page.id", ondelete="SET NULL"), index=True)
    commit: Mapped[str] = mapped_column(String(64), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    title: Mapped[str] = mapped_column(String(200))
    text_z: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    said: Mapped[str] = mapped_column(Text, default="", server_default="")


class Known(NamedTuple):
    """The same without the text, as it was when the import began."""

    id: int
    path: str
    page_id: int | None
    commit: str
    sha256: str
    title: str
    said: str


@dataclass
class Comparison:
    """The pages of a source beside those that came from it before."""

    source_id: int | None = None
    new: list[Seed] = field(default_factory=list)
    changed: list[tuple[Seed, Known]] = field(default_factory=list)
    same: list[tuple[Seed, Known]] = field(default_factory=list)
    gone: list[Known] = field(default_factory=list)
    pages: dict[str, int | None] = field(default_factory=dict)
    """The page by the path of its file, or of its folder with a slash; None: erased."""

    @property
    def moved(self) -> list[tuple[Seed, Known]]:
        return [(seed, known) for seed, known in (*self.changed, *self.same) if seed.path != known.path]


def bare_name(name: str) -> str:
    """What a file or folder is called without what tells its kind."""
    return ENDINGS.sub("", name)[:LONGEST_NAME]


def digest_of(seed: Seed) -> str:
    return hashlib.sha256(f"{seed.source.title}\0{seed.source.text}".encode()).hexdigest()


def said_by(seed: Seed) -> str:
    """What its source says of a page beside title and text."""
    return json.dumps({key: seed.source.said[key] for key in SAID}, ensure_ascii=False)


def mark_of(commit: Commit) -> str:
    """By what a version is found again in its source: its commit, or elsewhere the moment it is from."""
    return commit.sha if len(commit.sha) >= SHA_LENGTH else commit.at.isoformat()


def source_in(space_id: int, name: str, root: str, seeds: list[Seed]) -> int | None:
    """The source of this space that these pages are from, too; None when they are from none."""
    digests = {seed.path: digest_of(seed) for seed in seeds}
    sources = select(ImportSource).where(ImportSource.space_id == space_id).order_by(ImportSource.id.desc())
    for source in session.scalars(sources).all():
        if root and source.root == root:
            return source.id
        named = source.name == name and not (root and source.root)
        if _is_same(_digests_in(source.id), digests, named=named):
            return source.id
    return None


def _digests_in(source_id: int) -> dict[str, str]:
    files = select(Origin.path, Origin.sha256).where(Origin.source_id == source_id, Origin.sha256 != "")
    return dict(session.execute(files).all())


def _is_same(before: dict[str, str], digests: dict[str, str], *, named: bool) -> bool:
    """Half the paths of the smaller one are in the other, and so is a text, unless they are called the same."""
    shared = before.keys() & digests.keys()
    if not shared or 2 * len(shared) < min(len(before), len(digests)):
        return False
    return named or any(before[path] == digests[path] for path in shared)


def compare(source_id: int | None, seeds: list[Seed]) -> Comparison:
    columns = (Origin.id, Origin.path, Origin.page_id, Origin.commit, Origin.sha256, Origin.title, Origin.said)
    rows = session.execute(select(*columns).where(Origin.source_id == source_id)).all()
    unclaimed = {row.path: Known(*row) for row in rows}
    result = Comparison(source_id, pages={row.path: row.page_id for row in rows})
    strangers: list[Seed] = []
    for seed in seeds:
        known = unclaimed.pop(seed.path, None)
        if known is None:
            strangers.append(seed)
        else:
            _sort(result, seed, known)
    _find_moved(result, strangers, unclaimed)
    folders = {folder for seed in seeds for folder in _folders_of(seed.path)}
    result.gone = [known for path, known in sorted(unclaimed.items()) if path.removesuffix(FOLDER) not in folders]
    return result


def _sort(result: Comparison, seed: Seed, known: Known) -> None:
    is_same = known.sha256 == digest_of(seed) and known.said in ("", said_by(seed))
    (result.same if is_same else result.changed).append((seed, known))
    result.pages[seed.path] = known.page_id


def _find_moved(result: Comparison, strangers: list[Seed], unclaimed: dict[str, Known]) -> None:
    """Pages that stood elsewhere in the source: as their history tells, or by their text, if no other had it."""
    alike: dict[str, list[str]] = defaultdict(list)
    for known in unclaimed.values():
        alike[known.sha256].append(known.path)
    for seed in strangers:
        former = (version.path for version in reversed(seed.line.versions))
        same = alike.get(digest_of(seed), [])
        there = next((path for path in (*former, *(same if len(same) == 1 else ())) if path in unclaimed), None)
        if there is None:
            result.new.append(seed)
        else:
            _sort(result, seed, unclaimed.pop(there))


def _folders_of(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[start:end]) for start in (0, 1) for end in range(start + 1, len(parts) + 1))


def keep_source(space_id: int, name: str, root: str) -> int:
    source = ImportSource(space_id=space_id, name=name, root=root)
    session.add(source)
    session.flush()
    return source.id


def remember(source_id: int, seed: Seed, page_id: int, text: str) -> None:
    """The page came from there and is now as it stands there."""
    row = {
        "source_id": source_id,
        "path": seed.path,
        "page_id": page_id,
        "commit": mark_of(seed.line.last.commit),
        "sha256": digest_of(seed),
        "title": seed.source.title,
        "text_z": zlib.compress(text.encode()),
        "said": said_by(seed),
    }
    session.execute(insert(Origin), [row])


def remember_folders(source_id: int, folders: dict[str, int]) -> None:
    rows = [
        {"source_id": source_id, "path": folder + FOLDER, "page_id": page_id, "title": "", "text_z": b""}
        for folder, page_id in folders.items()
    ]
    if rows:
        session.execute(insert(Origin), rows)


def text_then(known: Known) -> str:
    """The page's text as the source had it last."""
    packed = session.scalars(select(Origin.text_z).where(Origin.id == known.id)).one()
    return zlib.decompress(packed).decode()


def move(known: Known, seed: Seed) -> None:
    session.execute(update(Origin).where(Origin.id == known.id).values(path=seed.path))


def learn_said(pairs: Iterable[tuple[Seed, Known]]) -> None:
    """Keep what unchanged pages say where that was not kept when they came."""
    rows = [{"id": known.id, "said": said_by(seed)} for seed, known in pairs if not known.said]
    if rows:
        session.execute(update(Origin), rows)


def renew(known: Known, seed: Seed, *, text: str, commit: Commit, whole: bool) -> None:
    """The page has come as far as this version; `whole`: which is the last."""
    values = {"text_z": zlib.compress(text.encode()), "commit": mark_of(commit)}
    if whole:
        values |= {"path": seed.path, "sha256": digest_of(seed), "title": seed.source.title, "said": said_by(seed)}
    session.execute(update(Origin).where(Origin.id == known.id).values(values))
