"""What people do with files: bring them to a page, throw them away, put them back."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import func, select

from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.facts import announce
from wiki.core.offload import offload
from wiki.files.events import FileChanged
from wiki.files.keeping import keeping
from wiki.files.models import File, smaller
from wiki.files.naming import clean_name, slug_of_file, type_of
from wiki.files.pictures import FIRST_BYTES, Picture, is_picture, make_anew
from wiki.files.store import new_key

BLOCK = 256 * 1024


@dataclass(frozen=True)
class Received:
    """What came in and was looked at; it lies at `place` on this machine and belongs to no page yet."""

    place: Path
    name: str
    sha256: str
    picture: Picture | None


@contextmanager
def received(stream: BinaryIO, name: str) -> Iterator[Received]:
    """Takes in a file as it comes, with never more of it in memory than a block. Takes long and needs no database, so
    call it before anything is written. Raises Invalid."""
    raw, place = keeping.store.incoming(), keeping.store.incoming()
    try:
        sha256, first = take_in(stream, raw)
        if is_picture(first):
            picture = make_anew(raw, place)
            yield Received(place, clean_name(name, picture.ending), sha256, picture)
        else:
            yield Received(raw, clean_name(name), sha256, None)
    finally:
        for left in (raw, *place.parent.glob(f"{place.name}*")):
            left.unlink(missing_ok=True)


def take_in(stream: BinaryIO, place: Path) -> tuple[str, bytes]:
    """Write what comes to `place`; its SHA-256 and first bytes. Raises Invalid."""
    digest, size, first = hashlib.sha256(), 0, b""
    with place.open("xb") as file:
        while block := stream.read(BLOCK):
            size += len(block)
            if size > keeping.largest:
                raise Invalid("file", "This file is larger than %(limit)s MB. Make it smaller.")
            first = first if len(first) >= FIRST_BYTES else (first + block)[:FIRST_BYTES]
            digest.update(block)
            file.write(block)
    if not size:
        raise Invalid("file", "This file is empty.")
    return digest.hexdigest(), first


def add_file(by: User, page_id: int, came: Received, path: str | None = None, *, restores: bool = True) -> File:
    """Make it a file of this page, or find that it is one. `path`: where an import had it. `restores`: whether one that
    lies in the trash is put back, which only those who write may do. Raises Invalid."""
    known = select(File).where(File.page_id == page_id, File.sha256 == came.sha256).order_by(File.id)
    if found := session.scalar(known if restores else known.where(File.trashed_at.is_(None))):
        _welcome_back(found, path)
        return found
    file = _kept(by, page_id, came)
    file.path = path
    session.add(file)
    session.flush()
    announce(FileChanged(file.id, page_id))
    return file


def _welcome_back(file: File, path: str | None) -> None:
    file.path = file.path or path
    if file.is_trashed:
        restore_file(file)


def _kept(by: User, page_id: int, came: Received) -> File:
    """Its bytes are in the store before a row tells of them; should that row never be committed, they are swept."""
    picture, key = came.picture, new_key()
    widths = picture.widths if picture else []
    parts = {key: came.place} | {smaller(key, width): Path(f"{came.place}-{width}") for width in widths}
    size = sum(part.stat().st_size for part in parts.values())
    make_sure_there_is_room(size)
    for part, place in parts.items():
        offload(keeping.store.keep, part, place)
    return File(
        page_id=page_id,
        name=came.name,
        slug=slug_of_file(came.name),
        key=key,
        media_type=picture.media_type if picture else type_of(came.name),
        sha256=came.sha256,
        size=size,
        width=picture.width if picture else None,
        height=picture.height if picture else None,
        widths=widths,
        by_id=by.id,
    )


def make_sure_there_is_room(size: int) -> None:
    if keeping.all and (session.scalar(select(func.sum(File.size))) or 0) + size > keeping.all:
        raise Invalid("file", "There is no room for more files in this wiki. Ask who runs it for more room.")


def trash_file(by: User, file: File) -> None:
    """Nobody sees it any more; it can be put back for thirty days."""
    file.trash(by)
    announce(FileChanged(file.id, file.page_id))


def restore_file(file: File) -> None:
    file.restore()
    announce(FileChanged(file.id, file.page_id))
