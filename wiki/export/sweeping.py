"""Files of exports and mirrors that no row tells of any more. Rows go in the transaction of the act, files after it."""

import shutil
from pathlib import Path

from sqlalchemy import select

from wiki.core.db import session
from wiki.core.later import work
from wiki.core.offload import offload
from wiki.export.keeping import places
from wiki.export.models import Mirror, Takeout

LOCK = ".lock"


@work
def sweep() -> None:
    """Also at each start: what was cut off may have left something behind."""
    there = [file for folder in (places.takeouts, places.mirrors) if folder.exists() for file in folder.iterdir()]
    kept = {takeout.file_name for takeout in session.scalars(select(Takeout))}  # after the look: rows come first
    kept |= {mirror.folder for mirror in session.scalars(select(Mirror))}
    for file in there:
        if file.name not in kept and file.suffix != LOCK:
            offload(_remove, file)


def _remove(file: Path) -> None:
    shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
