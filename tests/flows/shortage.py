"""A disk that is full when a test says so, and a database that somebody else holds."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PIECE = bytes(64 * 1024)


class Disk:
    """A small one of its own, which only root can make."""

    def __init__(self, path: Path, megabytes: int) -> None:
        self.path = path
        self._ballast = path / "ballast"
        options = f"size={megabytes}m,mode=700"
        self._mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path)], check=False, capture_output=True
        )

    @property
    def missing(self) -> str:
        """Why there is none."""
        return self._mounted.stderr.decode().strip()

    def fill(self) -> None:
        with self._ballast.open("wb", buffering=0) as ballast:
            for size in (len(PIECE), 1):
                try:
                    while True:
                        ballast.write(PIECE[:size])
                except OSError:
                    continue

    def free(self) -> None:
        self._ballast.unlink()

    def unmount(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.path)], check=True)


@contextmanager
def small_disk(path: Path, megabytes: int) -> Iterator[Disk]:
    disk = Disk(path, megabytes)
    try:
        yield disk
    finally:
        if not disk.missing:
            disk.unmount()


@contextmanager
def held_by_another(database: Path) -> Iterator[None]:
    """Nobody else can write meanwhile. A process of its own: locks of one process are kept apart otherwise."""
    begun = "connect(sys.argv[1]).execute('BEGIN EXCLUSIVE')"
    code = f"import sys; from sqlite3 import connect; held = {begun}; print(flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdin
    assert holder.stdout
    holder.stdout.readline()
    try:
        yield
    finally:
        holder.communicate(b"\n")


def committed(database: Path, page: int) -> dict[int, int]:
    """What another process finds in the log: the last counter of each client."""
    asked = """SELECT client_id, max(counter) FROM page_update JOIN page_writer ON page_writer.id = writer_id
        WHERE page_update.page_id = ? GROUP BY client_id"""
    with sqlite3.connect(database) as connection:
        return dict(connection.execute(asked, (page,)).fetchall())
