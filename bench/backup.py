"""Backing up and restoring: seconds a GB, of a wiki with the demo's handbook and files that nothing makes smaller.

    .venv/bin/python -m bench.backup [--files-mb 600]

The files are random bytes, as pictures are to a compressor, and lie there with rows that tell of them.
"""

import argparse
import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench.importing import PREPARE

MB = 1_000_000
FILE_MB = 5


def fill(folder: Path, megabytes: int) -> None:
    subprocess.run([sys.executable, "-c", PREPARE, str(folder)], check=True, stderr=subprocess.DEVNULL)
    with closing(sqlite3.connect(folder / "kring.sqlite")) as connection, connection:
        page = connection.execute("SELECT id FROM page LIMIT 1").fetchone()[0]
        for n in range(megabytes // FILE_MB):
            key = secrets.token_hex(16)
            place = folder / "files" / key[:2] / key
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(os.urandom(FILE_MB * MB))
            connection.execute(
                "INSERT INTO file (page_id, name, slug, key, media_type, sha256, size, widths, at)"
                " VALUES (?, ?, ?, ?, 'image/jpeg', ?, ?, '[]', '2026-01-01')",
                (page, f"{n}.jpg", f"{n}.jpg", key, key, FILE_MB * MB),
            )


def timed(folder: Path, *words: str | Path) -> float:
    began = time.perf_counter()
    environ = os.environ | {"DATA_DIR": str(folder)}
    subprocess.run([sys.executable, "-m", "wiki.cli", *words], env=environ, check=True, capture_output=True)
    return time.perf_counter() - began


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files-mb", type=int, default=600)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kring-bench-") as name:
        root = Path(name)
        fill(root / "old", given.files_mb)
        gigabytes = size_of(root / "old") / 1000 / MB
        took = {"backup": timed(root / "old", "backup", root / "all.tar.gz")}
        took["restore"] = timed(root / "new", "restore", root / "all.tar.gz")
        database = (root / "old" / "kring.sqlite").stat().st_size / MB
        whole = (root / "all.tar.gz").stat().st_size / MB
    print(f"{gigabytes:.2f} GB, {database:.0f} MB of it the database; the backup has {whole:.0f} MB")
    for what, seconds in took.items():
        print(f"{what}: {seconds:.1f} s, {seconds / gigabytes:.0f} s a GB")


if __name__ == "__main__":
    main()
