"""Writing the database's files anew, so that what was deleted or overwritten is in them no more, and searching them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Engine

from wiki.core.offload import offload
from wiki.core.sqlite import BUSY_FOR_S, QueuedConnection

CHUNK_BYTES = 1 << 20
READERS_WITHIN_S = 30.0


def write_anew(engine: Engine) -> bool:
    """Takes about as long as copying the file, and nobody writes meanwhile: who wants to waits for their turn as ever.

    False where the database is not ours to write anew.
    """
    path = _file_of(engine)
    if path is None:
        return False
    with QueuedConnection.turn:
        offload(_vacuum, path)
    return True


def write_anew_without(engine: Engine, words: str) -> int | None:
    """How often these words still stand in the files once they were written anew; None where they are not ours."""
    path = _file_of(engine)
    if path is None or not write_anew(engine):
        return None
    return offload(_found_in, [path, path.with_name(path.name + "-wal")], words)


def _file_of(engine: Engine) -> Path | None:
    return Path(engine.url.database) if engine.dialect.name == "sqlite" and engine.url.database else None


def _vacuum(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_FOR_S * 1000:.0f}")
        connection.execute("VACUUM")
        until = monotonic() + READERS_WITHIN_S
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] and monotonic() < until:
            sleep(0.1)  # somebody still reads what was there before


def _found_in(paths: list[Path], words: str) -> int:
    forms = {words.encode(), json.dumps(words)[1:-1].encode()}
    return sum(_count(path, form) for path in paths if path.exists() for form in forms)


def _count(path: Path, form: bytes) -> int:
    found, before = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            found += (before + chunk).count(form)
            before = chunk[-(len(form) - 1) :]
    return found
