"""A wiki from its backup, into a place where nothing is."""

import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from gzip import BadGzipFile
from pathlib import Path

from alembic.script import ScriptDirectory

from wiki.core.db import connect
from wiki.core.schema import alembic_config, migrate
from wiki.core.settings import Settings
from wiki.transfer.archive import DATABASE, FORMAT, MANIFEST, BackupError, Hashing, Manifest, Member, is_expected

DAMAGED = "This file is damaged: {}. Nothing was restored. Take another backup."
NEWER = "This backup was made by Kring {}, which is newer than this one. Install that version first."
UNREADABLE = (tarfile.TarError, BadGzipFile, EOFError, zlib.error, UnicodeDecodeError, json.JSONDecodeError)


def restore(settings: Settings, file: Path) -> Manifest:
    """Fill the data folder, which has to be empty or not there, and bring its database up to date. Raises BackupError.

    All is unpacked beside it and looked at first: the data folder is there whole, or not at all.
    """
    if settings.database_url:
        raise BackupError("Kring restores into SQLite in the data folder: leave DATABASE_URL empty.")
    place = settings.data_dir.absolute()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BackupError(f"{place} is not empty. Set DATA_DIR to an empty folder, or to one that is not there.")
    with _beside(place) as folder:
        try:
            manifest = _unpack(file, folder)
        except UNREADABLE as error:
            raise BackupError(DAMAGED.format(error or type(error).__name__)) from error
        _look_at(folder / DATABASE, manifest)
        (folder / MANIFEST).unlink()
        _bring_up_to_date(folder)
        _move(folder, place)
    return manifest


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".kring-restore-", dir=place.parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _unpack(file: Path, folder: Path) -> Manifest:
    found: list[Member] = []
    with tarfile.open(file, "r|gz") as tar:
        for info in tar:
            if not info.isfile() or not is_expected(info.name):
                raise BackupError(f"This is no backup of Kring: it has {info.name!r} in it. Nothing was restored.")
            found.append(_put(tar, info, folder))
    return _checked(folder, found)


def _put(tar: tarfile.TarFile, info: tarfile.TarInfo, folder: Path) -> Member:
    place = folder / info.name
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = tar.extractfile(info)
    assert source
    through = Hashing(source)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        shutil.copyfileobj(through, target)
        target.flush()
        os.fsync(target.fileno())
    return through.member(info.name)


def _checked(folder: Path, found: list[Member]) -> Manifest:
    """What was unpacked, if it is all that the manifest, which comes last, lists."""
    if not found or found[-1].name != MANIFEST:
        raise BackupError(DAMAGED.format("its end is missing"))
    told = json.loads((folder / MANIFEST).read_text())
    if told["format"] > FORMAT:
        raise BackupError(NEWER.format(told["kring"]))
    manifest = Manifest.of(told)
    wrong = set(manifest.members) ^ set(found[:-1])
    if wrong or DATABASE not in {member.name for member in found}:
        raise BackupError(DAMAGED.format(f"{min(wrong, key=str).name} is not what it was" if wrong else "no pages"))
    return manifest


def _look_at(database: Path, manifest: Manifest) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if manifest.schema not in known:
        raise BackupError(NEWER.format(manifest.kring))
    with closing(sqlite3.connect(database)) as connection:
        answer = connection.execute("PRAGMA quick_check").fetchone()[0]
    if answer != "ok":
        raise BackupError(DAMAGED.format(answer))


def _bring_up_to_date(folder: Path) -> None:
    engine = connect(Settings(data_dir=folder))
    try:
        migrate(engine)
    finally:
        engine.dispose()


def _move(folder: Path, place: Path) -> None:
    """One by one, since an empty folder that is there may be a disk of its own. The database comes last: before it
    nothing is a wiki."""
    place.mkdir(mode=0o700, exist_ok=True)
    for path in sorted(folder.iterdir(), key=lambda path: path.name.startswith(DATABASE)):
        shutil.move(path, place / path.name)
