"""`kring check`: what is missing or wrong on this machine, each with what to do."""

import os
import shutil
import sqlite3
from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from wiki.core.db import connect
from wiki.core.paths import shipped
from wiki.core.schema import is_current
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.files.keeping import keep_files
from wiki.files.sweeping import missing
from wiki.wiring import load_tables

LEAST_FREE_MB = 200
NAMED = 5
OLDEST_SQLITE = (3, 35, 0)


def findings(settings: Settings) -> list[str]:
    """One line a trouble; none when all is well."""
    return [trouble for look in (_shipped, _folder, _sqlite, _database, _files) for trouble in look(settings)]


def _shipped(_settings: Settings) -> Iterator[str]:
    for name in ("templates", "static", "migrations"):
        if not shipped(name).is_dir():
            yield f"The folder {shipped(name)} is missing: install Kring again."
    if not (shipped("static") / "dist" / "manifest.json").exists():
        yield "The browser bundle is not built: run `make build`."


def _folder(settings: Settings) -> Iterator[str]:
    place = settings.data_dir if settings.data_dir.exists() else settings.data_dir.absolute().parent
    if not os.access(place, os.W_OK):
        yield f"{place} cannot be written: give it to the user who runs Kring, or set DATA_DIR."
    elif shutil.disk_usage(place).free < LEAST_FREE_MB * 1_000_000:
        yield f"Less than {LEAST_FREE_MB} MB are free at {place}: make room."


def _sqlite(settings: Settings) -> Iterator[str]:
    if settings.database.startswith("sqlite") and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield f"SQLite {sqlite3.sqlite_version} is too old: 3.35 or newer is needed."


def _database(settings: Settings) -> Iterator[str]:
    if settings.database.startswith("sqlite") and not (settings.data_dir / "kring.sqlite").exists():
        return  # made at the first start
    engine = connect(settings)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        if not is_current(engine):
            yield "The database is of another version of Kring: `kring serve` brings it up to date."
    except SQLAlchemyError as error:
        yield f"The database does not open: {error}"
    finally:
        engine.dispose()


def _files(settings: Settings) -> Iterator[str]:
    """Only a database of this version can be asked; that it is of another one was said before."""
    if settings.database.startswith("sqlite") and not (settings.data_dir / "kring.sqlite").exists():
        return
    engine = connect(settings)
    keep_files(settings)
    load_tables()
    try:
        if is_current(engine):
            with unit():
                gone = list(missing())
            if gone:
                yield f"{len(gone)} files are in the database but not in {settings.data_dir / 'files'}, such as " + (
                    ", ".join(gone[:NAMED]) + ": fetch them from a backup."
                )
    except SQLAlchemyError:
        return
    finally:
        engine.dispose()
