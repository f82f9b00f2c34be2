"""SQLite under one gevent process: write-ahead log, and writers that queue without blocking the hub."""

import sqlite3
from threading import Lock
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from wiki.core.offload import offload

BUSY_FOR_S = 15.0
TURN_WITHIN_S = 60.0
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC")


class QueuedConnection(sqlite3.Connection):
    """A connection whose first write waits for its turn on a lock that gevent understands.

    SQLite's own waiting blocks the thread, with it the hub, and so the very writer that is being waited for.
    Reads stay outside any transaction and the first write begins an immediate one: no upgrade can fail half-way.
    """

    turn = Lock()
    writing = False

    def begin_writing(self) -> None:
        if self.writing:
            return
        if not self.turn.acquire(timeout=TURN_WITHIN_S):
            raise sqlite3.OperationalError("database is locked: no turn to write")
        self.writing = True
        try:
            self._begin()
        except BaseException:
            self._end_turn()
            raise

    def _begin(self) -> None:
        """Right here, since handing it to a thread costs more than it; only another process can be in the way."""
        self.execute("PRAGMA busy_timeout = 0")
        try:
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            self.execute(f"PRAGMA busy_timeout = {BUSY_FOR_S * 1000:.0f}")
            offload(self.execute, "BEGIN IMMEDIATE")
        else:
            self.execute(f"PRAGMA busy_timeout = {BUSY_FOR_S * 1000:.0f}")

    def commit(self) -> None:
        try:
            offload(super().commit) if self.writing else super().commit()
        finally:
            if not self.in_transaction:
                self._end_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._end_turn()

    def close(self) -> None:
        super().close()
        self._end_turn()

    def _end_turn(self) -> None:
        if self.writing:
            self.writing = False
            self.turn.release()


def sqlite_arguments() -> dict[str, Any]:
    return {
        "factory": QueuedConnection,
        "isolation_level": "IMMEDIATE",
        "check_same_thread": False,
        "timeout": BUSY_FOR_S,
    }


def tune_sqlite(engine: Engine, *, durable: bool) -> None:
    """Set each connection's pragmas, and let the first write of a transaction take its turn."""

    @event.listens_for(engine, "connect")
    def pragmas(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'NORMAL'}",
            "foreign_keys=ON",
            "cache_size=-16000",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "before_cursor_execute")
    def take_turn(conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip()[:6].upper() in WRITES:
            conn.connection.dbapi_connection.begin_writing()
