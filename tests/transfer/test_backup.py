"""A wiki goes into one file and comes back from it; what is wrong with a file is said before anything is written."""

import io
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Person, Place, Quiet
from tests.files.making import bring, picture
from wiki.core.db import connect, session
from wiki.core.secrets import secret_key
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.files.keeping import keep_files, keeping
from wiki.files.models import File
from wiki.pages.models import PageContent
from wiki.transfer import backup
from wiki.transfer.archive import BackupError, Manifest
from wiki.transfer.backup import back_up
from wiki.transfer.restoring import restore

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture
def whole(settings: Settings, place: Place, bob: Person, out: Path) -> Path:
    """A backup of a wiki with a page, a text file and a picture with its smaller copies."""
    secret_key(replace(settings, secret_key=""))
    with unit():
        write_text(place.page_id, bob.id, "Bring the key.\n")
    bring(place, bob, b"A list.", "list.txt")
    bring(place, bob, picture("PNG", 2000, 800), "wide.png")
    made(settings, out / "all.tar.gz")
    return out / "all.tar.gz"


def made(settings: Settings, place: Path, **more: int) -> Manifest:
    return back_up(settings, place, Quiet(), **more)  # type: ignore[arg-type]


def into(folder: Path) -> Settings:
    return Settings(data_dir=folder, durable=False)


def changed(whole: Path, change: Change) -> Path:
    """The same backup, but for what was done to its members."""
    with tarfile.open(whole) as tar:
        members = {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]
    change(members)
    other = whole.with_name("other.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return other


def told(members: dict[str, bytes], **more: object) -> None:
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | more).encode()


def test_all_comes_back(settings: Settings, place: Place, whole: Path, out: Path) -> None:
    manifest = restore(into(out / "new"), whole)
    assert [member.name for member in manifest.members[:2]] == ["kring.sqlite", "secret-key"]
    for name in ("secret-key", *(member.name for member in manifest.members if member.name.startswith("files/"))):
        assert (out / "new" / name).read_bytes() == (settings.data_dir / name).read_bytes()
    connect(into(out / "new"))
    keep_files(into(out / "new"))
    with unit():
        assert session.get_one(PageContent, place.page_id).text == "Bring the key.\n"
        assert [file.name for file in session.query(File).order_by(File.id)] == ["list.txt", "wide.png"]
    assert not (out / "new" / "manifest.json").exists()


def test_nobody_else_may_read_it(whole: Path, out: Path) -> None:
    restore(into(out / "new"), whole)
    for path in (whole, out / "new" / "kring.sqlite", out / "new" / "secret-key"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_is_there_and_empty_will_do(whole: Path, out: Path) -> None:
    (out / "new").mkdir()
    restore(into(out / "new"), whole)
    assert (out / "new" / "kring.sqlite").exists()


def test_what_is_there_is_never_written_over(whole: Path, out: Path) -> None:
    (out / "new").mkdir()
    (out / "new" / "letter.txt").write_text("mine")
    with pytest.raises(BackupError, match="not empty"):
        restore(into(out / "new"), whole)
    assert [path.name for path in (out / "new").iterdir()] == ["letter.txt"]


def test_what_was_deleted_is_not_in_it(settings: Settings, place: Place, bob: Person, out: Path) -> None:
    with closing(sqlite3.connect(settings.data_dir / "kring.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE gone (words)")
        connection.execute("INSERT INTO gone VALUES (?)", ("a-leaked-secret" * 100,))
        connection.execute("DROP TABLE gone")
    made(settings, out / "all.tar.gz")
    with tarfile.open(out / "all.tar.gz") as tar:
        assert b"a-leaked-secret" not in tar.extractfile("kring.sqlite").read()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.update({"../evil": b"x"}), "no backup of Kring"),
        (lambda m: m.update({"files/ab/../../../evil": b"x"}), "no backup of Kring"),
        (lambda m: m.update({"kring.sqlite": m["kring.sqlite"][:-1] + b"!"}), "not what it was"),
        (lambda m: m.pop("secret-key"), "secret-key is not what it was"),
        (lambda m: m.pop("manifest.json"), "end is missing"),
        (lambda m: told(m, format=2, kring="9.0"), "newer"),
        (lambda m: told(m, schema="9999", kring="9.0"), "newer"),
        (lambda m: m.update({"manifest.json": b"{"}), "damaged"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(whole: Path, out: Path, change: Change, said: str) -> None:
    other = changed(whole, change)
    with pytest.raises(BackupError, match=said):
        restore(into(out / "new"), other)
    assert sorted(path.name for path in out.iterdir()) == ["all.tar.gz", "other.tar.gz"]


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_a_file_that_was_cut_off_is_refused(whole: Path, out: Path, part: float) -> None:
    os.truncate(whole, int(whole.stat().st_size * part))
    with pytest.raises(BackupError, match="damaged"):
        restore(into(out / "new"), whole)
    assert not (out / "new").exists()


def test_links_are_refused(whole: Path, out: Path) -> None:
    with tarfile.open(out / "links.tar.gz", "w:gz") as tar:
        info = tarfile.TarInfo("secret-key")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    with pytest.raises(BackupError, match="no backup of Kring"):
        restore(into(out / "new"), out / "links.tar.gz")


def test_one_that_fails_leaves_the_last_one(
    settings: Settings, whole: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole.read_bytes()

    def full(_folder: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        made(settings, whole)
    assert whole.read_bytes() == before
    assert [path.name for path in out.iterdir()] == ["all.tar.gz"]


def test_bytes_that_are_gone_are_told(settings: Settings, whole: Path, out: Path) -> None:
    with unit():
        key = session.query(File).filter_by(name="list.txt").one().key
    keeping.store.drop(key)
    assert made(settings, out / "next.tar.gz").missing == [key]
    restore(into(out / "new"), out / "next.tar.gz")


def test_a_folder_keeps_the_newest(settings: Settings, place: Place, out: Path) -> None:
    for day in ("01", "02", "03"):
        shutil.copy(__file__, out / f"kring-2020-01-{day}-000000.tar.gz")
    (out / "letter.tar.gz").write_text("mine")
    made(settings, out, keep=2)
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 3
    assert names[0] == "kring-2020-01-03-000000.tar.gz"
    assert names[2] == "letter.tar.gz"


def test_where_there_is_no_wiki_that_is_said(out: Path) -> None:
    with pytest.raises(BackupError, match="no wiki"):
        made(into(out / "nowhere"), out)
    with pytest.raises(BackupError, match="pg_dump"):
        made(replace(into(out), database_url="postgresql://localhost/kring"), out)
    with pytest.raises(BackupError, match="DATABASE_URL"):
        restore(replace(into(out / "new"), database_url="postgresql://localhost/kring"), out)
