"""Where the index lies: a folder of its own for each time it is built, and a file that names the one in use."""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep
from typing import Literal, cast

from wiki.core.settings import Settings
from wiki.search.analysis import VERSION
from wiki.search.engines import EngineName

FORMAT = f"4.{VERSION}"
"""What an index must have been built as to be used."""
CURRENT, LOCK = "current.json", "writer.lock"
TURN_WITHIN_S = 3600.0
LOOK_EVERY_S = 0.05


@dataclass(frozen=True)
class Place:
    engine: EngineName
    folder: Path

    @property
    def for_child(self) -> dict[str, str]:
        """As what the child is asked says it."""
        return {"folder": str(self.folder), "engine": self.engine}


@dataclass
class Keeping:
    root: Path
    wanted: Literal["auto", "whoosh", "fts5"]


keeping = Keeping(Path("data/search"), "auto")


def keep_index(settings: Settings) -> None:
    keeping.root, keeping.wanted = settings.data_dir / "search", settings.search


def current() -> Place | None:
    """The index in use, if there is one that this version can read."""
    try:
        said = json.loads((keeping.root / CURRENT).read_text())
        place = Place(cast(EngineName, said["engine"]), keeping.root / Path(said["folder"]).name)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return place if said.get("format") == FORMAT and place.folder.is_dir() else None


def new_place(engine: EngineName) -> Place:
    folder = keeping.root / f"{engine}-{token_hex(4)}"
    folder.mkdir(mode=0o700, parents=True)
    return Place(engine, folder)


def use(place: Place) -> None:
    """From now on this one, in one step; others go. Who still reads them has them open."""
    new = keeping.root / f"{CURRENT}.new"
    new.write_text(json.dumps({"engine": place.engine, "folder": place.folder.name, "format": FORMAT}))
    new.replace(keeping.root / CURRENT)
    for folder in keeping.root.iterdir():
        if folder.is_dir() and folder != place.folder:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def writing() -> Iterator[None]:
    """One writer at a time, among all processes: the others wait for their turn."""
    keeping.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (keeping.root / LOCK).open("w") as file:
        _wait_for(file.fileno())
        yield


def _wait_for(handle: int) -> None:
    until = monotonic() + TURN_WITHIN_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > until:
                raise
            sleep(LOOK_EVERY_S)
        else:
            return
