"""A backup that is made while people write has all that was acknowledged before it began."""

import os
import subprocess
import threading
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import text

from tests.flows.editing.editor import Editor
from tests.flows.editing.house import KEY, Server, build, free_port, settings_for
from tests.serving import KRING, without_settings
from wiki.core.db import connect
from wiki.core.schema import alembic_config

WORDS = 60


def kring(data_dir: Path, *words: str | Path) -> None:
    environ = without_settings(os.environ) | {"DATA_DIR": str(data_dir)}
    subprocess.run([KRING, *words], env=environ, check=True, capture_output=True, timeout=60)


def said_to_be_migrated(data_dir: Path) -> None:
    """`build` makes the tables without migrations."""
    engine = connect(settings_for(data_dir))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        head = ScriptDirectory.from_config(alembic_config()).get_current_head()
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
    engine.dispose()


def test_all_that_was_acknowledged_is_in_it(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    known = build(old)
    said_to_be_migrated(old)
    server = Server(old, free_port()).start()
    page = known["pages"][0]
    editor = Editor(server.address, known["people"]["bob"], page, KEY).connect()
    for n in range(WORDS):
        editor.type(f"<before{n}>")
    editor.wait_saved()
    done = threading.Event()

    def go_on() -> None:
        n = 0
        while not done.wait(0.005):
            editor.type(f"<while{n}>")
            n += 1

    typing = threading.Thread(target=go_on)
    typing.start()
    kring(old, "backup", tmp_path / "all.tar.gz")
    server.kill()
    done.set()
    typing.join()
    editor.leave()

    kring(tmp_path / "new", "restore", tmp_path / "all.tar.gz")
    again = Server(tmp_path / "new", free_port()).start()
    restored = Editor(again.address, known["people"]["bob"], page, KEY)
    words = restored.content()
    again.kill()
    assert [words.count(f"<before{n}>") for n in range(WORDS)] == [1] * WORDS
    later = words.removeprefix("".join(f"<before{n}>" for n in range(WORDS)))
    assert later == "".join(f"<while{n}>" for n in range(later.count("<while")))
