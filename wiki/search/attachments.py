"""What attachments say: read once, in a child, and kept, so that an index that is built anew reads no file."""

import shutil
from datetime import timedelta

from sqlalchemy import Select, exists, or_, select

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.db import session
from wiki.core.facts import announce
from wiki.core.later import later, slow_work, work
from wiki.files.keeping import keeping
from wiki.files.models import File
from wiki.files.naming import split_name
from wiki.search.events import FileRead
from wiki.search.models import FileText

READABLE = ("txt", "md", "csv", "pdf", "docx", "pptx")
LARGEST = 50_000_000
"""Bytes: a file of more is found by its name alone."""
CHILD_MB = 1024
CPU_S = 20.0
LOOKED_FOR_EVERY = timedelta(days=1)

readers = ChildPool("wiki.search.reading", size=1, memory_mb=CHILD_MB, yields=True)


def read_later(file_id: int) -> None:
    """If there is something to read in it, and it was not read."""
    if session.scalar(_unread().where(File.id == file_id)) is not None:
        later(read, file_id=file_id)


@work
def sweep() -> None:
    """Runs once a day: files that came before they were read at all, or whose reading was lost."""
    for file_id in session.scalars(_unread()):
        later(read, file_id=file_id)
    later(sweep, wait=LOOKED_FOR_EVERY)


def _unread() -> Select[int]:
    ended = [File.slug.endswith(f".{ending}") for ending in READABLE]
    known = exists().where(FileText.file_id == File.id)
    return select(File.id).where(File.trashed_at.is_(None), File.width.is_(None), ~known, or_(*ended))


@slow_work
def read(file_id: int) -> None:
    """Nobody waits for it. What cannot be read is known by its name alone, and is not tried again."""
    if session.scalar(_unread().where(File.id == file_id)) is None:
        return
    file = session.get_one(File, file_id)
    text = text_of(file)
    session.add(FileText(file_id=file_id, text=text))
    announce(FileRead(file_id, file.page_id))


def text_of(file: File) -> str:
    """Nothing where it is broken, or too much to be worked on."""
    if file.size > LARGEST:
        return ""
    place = keeping.store.incoming()
    try:
        with keeping.store.open(file.key) as source, place.open("xb") as copy:
            shutil.copyfileobj(source, copy)
        ending = split_name(file.name)[1].lower()
        said: str = readers.call("text_of", cpu_seconds=CPU_S, path=str(place), ending=ending)
    except (ChildDied, ChildError, FileNotFoundError):
        return ""
    finally:
        place.unlink(missing_ok=True)
    return said


def count(page_id: int, secret: str) -> int:
    return sum(row.text.count(secret) for row in session.scalars(_texts(page_id)))


def clear(page_id: int, secret: str, instead: str) -> None:
    """From what was read in its files; the files themselves are whoever's who put them there."""
    for row in session.scalars(_texts(page_id)):
        row.text = row.text.replace(secret, instead)


def _texts(page_id: int) -> Select[FileText]:
    return select(FileText).join(File, File.id == FileText.file_id).where(File.page_id == page_id)
