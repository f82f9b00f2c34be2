"""All of a wiki in one file, made while people write in it."""

import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from wiki.core.clock import now
from wiki.core.disk import flush
from wiki.core.settings import Settings
from wiki.files.keeping import keep_files, keeping
from wiki.files.models import keys_of
from wiki.transfer.archive import DATABASE, MANIFEST, SECRET, BackupError, Hashing, Manifest, Member
from wiki.transfer.progress import Progress

NAME = "kring-{:%Y-%m-%d-%H%M%S}.tar.gz"
NAMED = "kring-????-??-??-??????.tar.gz"
QUICKLY = 1
"""How hard to compress: pictures cannot be made smaller, and of the database this takes most."""


def back_up(settings: Settings, place: Path, progress: Progress, *, keep: int | None = None) -> Manifest:
    """Everything acknowledged before this call is in the file, and it is as of one moment. Raises BackupError.

    `place` is a file, replaced in one step when the new one is whole and on the disk, or a folder, which gets a file
    named by the time; of those in the folder the last `keep` stay.
    """
    source = _database(settings)
    if keep is not None and (keep < 1 or not place.is_dir()):
        raise BackupError("Say how many to keep, one or more, and name a folder that is there.")
    whole = place / NAME.format(now()) if place.is_dir() else place
    keep_files(settings)
    made_at = now()
    with _beside(whole) as (folder, part):
        copy = folder / DATABASE
        _copy(source, copy)
        manifest = _write(part, copy, settings, made_at, progress)
        part.replace(whole)
    flush(whole.parent)
    for old in sorted(place.glob(NAMED))[:-keep] if keep else ():
        old.unlink()
    return manifest


def _database(settings: Settings) -> Path:
    if not settings.database.startswith("sqlite"):
        raise BackupError(
            "Kring backs up SQLite. Of another database make a copy with its own means, such as pg_dump, first, and of"
            f" {settings.data_dir} after it.",
        )
    path = Path(settings.database.removeprefix("sqlite:///"))
    if not path.exists():
        raise BackupError(f"There is no wiki in {settings.data_dir}. Set DATA_DIR to where yours is.")
    return path


@contextmanager
def _beside(whole: Path) -> Iterator[tuple[Path, Path]]:
    """A folder for what is on the way and a file that becomes the whole one, on the same disk; both go if it fails."""
    if not whole.parent.is_dir():
        raise BackupError(f"There is no folder {whole.parent}. Make it first.")
    with tempfile.TemporaryDirectory(prefix=".kring-backup-", dir=whole.parent) as folder:
        part = Path(folder) / "whole"
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield Path(folder), part


def _copy(source: Path, copy: Path) -> None:
    """As of one moment, while others write, and without what was deleted, which a database file holds for long."""
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout = 60000")
        connection.execute("VACUUM INTO ?", (str(copy),))


def _write(part: Path, copy: Path, settings: Settings, made_at: datetime, progress: Progress) -> Manifest:
    schema, keys = _told_by(copy)
    members: list[Member] = []
    missing: list[str] = []
    with part.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=QUICKLY) as tar:
            members.append(_add(tar, DATABASE, copy.open("rb"), made_at))
            if (secret := settings.data_dir / "secret-key").exists():
                members.append(_add(tar, SECRET, secret.open("rb"), made_at))
            for key in progress.through(keys, "Copying the files", len(keys)):
                try:
                    members.append(_add(tar, f"files/{key[:2]}/{key}", keeping.store.open(key), made_at))
                except FileNotFoundError:
                    missing.append(key)
            manifest = Manifest(version("kring"), schema, made_at.isoformat(), members, missing)
            _add(tar, MANIFEST, io.BytesIO(json.dumps(asdict(manifest)).encode()), made_at)
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def _told_by(copy: Path) -> tuple[str, list[str]]:
    """The revision of the schema, and the keys of all files that rows tell of."""
    with closing(sqlite3.connect(copy)) as connection:
        schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        rows = connection.execute("SELECT key, widths FROM file ORDER BY id").fetchall()
        photos = connection.execute('SELECT portrait FROM "user" WHERE portrait IS NOT NULL ORDER BY id').fetchall()
    files = [key for main, widths in rows for key in keys_of(main, json.loads(widths))]
    return schema, [*files, *(key for (key,) in photos)]


def _add(tar: tarfile.TarFile, name: str, source: IO[bytes], made_at: datetime) -> Member:
    with source:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = source.seek(0, io.SEEK_END), 0o600, int(made_at.timestamp())
        source.seek(0)
        through = Hashing(source)
        tar.addfile(info, through)
        return through.member(name)
