"""A secret was taken out, and the server died before it had cleaned up: the next start does."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL

from tests.conftest import Person, Place
from tests.export.test_mirror import git, says
from tests.serving import Server
from wiki.core.db import new_session
from wiki.core.later import run_due
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.editing.purging import purges_of
from wiki.export import mirror
from wiki.export.actions import ask
from wiki.export.models import Kind

SECRET = "hunter2-canary"
DYING = Path(__file__).with_name("dying.py")
CLEANED = re.compile(r"(were written anew after purge)")


def test_the_next_start_cleans_up(place: Place, alice: Person, bob: Person, settings: Settings) -> None:
    says(place.page_id, bob, f"The key is {SECRET}.\n")
    says(place.page_id, bob, "Nothing is said of it any more, and something else besides.\n")
    with unit():
        mirror.switch_on(place.space, alice.user)
        ask(alice.user, place.space, Kind.MARKDOWN)
    with unit():
        mirror.write(place.space_id)
    says(place.page_id, bob, f"It is {SECRET} after all.\n")
    run_due()
    new_session.kw["bind"].dispose()  # closing a file drops all locks of SQLite in this process
    told = (settings.data_dir, alice.id, place.page_id, SECRET)
    died = subprocess.run([sys.executable, DYING, *map(str, told)], check=False)
    assert died.returncode == -SIGKILL
    assert {where.partition(".")[0] for where in tells(settings.data_dir)} >= {"kring", "mirror", "takeouts"}
    with Server(settings.data_dir) as server:
        server.wait_for(CLEANED)
    assert list(tells(settings.data_dir)) == []
    with unit():
        (done,) = purges_of(place.page_id)
        assert (done.written_at is None, done.proven_at, done.left) == (False, None, None)


def tells(folder: Path) -> Iterator[str]:
    """The files that hold it, whatever they are packed in."""
    for file in folder.rglob("*"):
        where = file.relative_to(folder).as_posix().replace("/", ".")
        if file.suffix == ".git":
            if SECRET in git("log", "-p", "--all", folder=file):
                yield where
        elif file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                if any(SECRET.encode() in archive.read(name) for name in archive.namelist()):
                    yield where
        elif file.is_file() and SECRET.encode() in file.read_bytes():
            yield where
