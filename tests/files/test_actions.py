"""Files come, are found again, go and come back; what nobody needs is swept."""

import os
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import Person, Place
from tests.files.making import bring, moving, picture
from wiki.checking import findings
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.later import Job, plan, run_due
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.files import actions, pictures
from wiki.files.actions import add_file, received, trash_file
from wiki.files.keeping import keeping
from wiki.files.models import File
from wiki.files.sweeping import drop_orphans, sweep


def stored(settings: Settings) -> list[Path]:
    return [path for path in (settings.data_dir / "files").rglob("*") if path.is_file()]


def test_bytes_lie_under_a_random_name(place: Place, bob: Person, settings: Settings) -> None:
    file_id = bring(place, bob, b"Bring the key.", "../../etc/cron.d/Key list.TXT")
    [path] = stored(settings)
    with unit():
        file = session.get_one(File, file_id)
        assert (file.name, file.url) == ("Key list.TXT", f"/f/{file_id}/key-list.txt")
        assert path.name == file.key
        assert len(file.key) == 32
    assert path.read_bytes() == b"Bring the key."
    assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0


def test_a_picture_is_told_by_its_bytes_not_its_name(place: Place, bob: Person) -> None:
    wrong, text = bring(place, bob, picture("JPEG"), "plan.pdf"), bring(place, bob, b"<script>", "photo.png")
    with unit():
        assert (session.get_one(File, wrong).name, session.get_one(File, wrong).media_type) == (
            "plan.jpg",
            "image/jpeg",
        )
        assert session.get_one(File, text).media_type == "application/octet-stream"
        assert not session.get_one(File, text).is_picture


def test_the_same_file_twice_on_a_page_is_one(place: Place, bob: Person, settings: Settings) -> None:
    first, again = bring(place, bob, picture(), "one.png"), bring(place, bob, picture(), "two.png")
    assert first == again
    assert len(stored(settings)) == 1


def test_a_thrown_away_file_that_comes_again_is_back(place: Place, bob: Person) -> None:
    file_id = bring(place, bob, moving(), "one.gif")
    with unit():
        trash_file(bob.user, session.get_one(File, file_id))
    assert bring(place, bob, moving(), "one.gif") == file_id
    with unit():
        assert not session.get_one(File, file_id).is_trashed


@pytest.mark.parametrize(
    ("data", "message"), [(b"", "empty"), (bytes(3_000_001), "larger than"), (b"GIF89a-", "damaged")]
)
def test_what_is_refused_leaves_nothing(
    place: Place, bob: Person, settings: Settings, monkeypatch: pytest.MonkeyPatch, data: bytes, message: str
) -> None:
    monkeypatch.setattr(keeping, "largest", 3_000_000)
    with pytest.raises(Invalid, match=message):
        bring(place, bob, data, "x.bin")
    assert stored(settings) == []


def test_all_files_together_have_their_bound(place: Place, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "all", 1000)
    bring(place, bob, bytes(600), "a.bin")
    with pytest.raises(Invalid, match="no room"):
        bring(place, bob, bytes(601), "b.bin")


def test_a_picture_that_takes_too_long_is_refused_in_words(
    place: Place, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "CPU_S", 0.001)
    with pytest.raises(Invalid, match="more than can be worked on"):
        bring(place, bob, picture("PNG", 2000, 2000), "big.png")


def test_bytes_reach_the_disk_before_the_row(
    place: Place, bob: Person, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    done: list[str] = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (done.append("flushed"), fsync(handle))[1])
    monkeypatch.setattr(actions, "announce", lambda _fact: done.append("row"))
    bring(place, bob, b"key", "key.txt")
    assert done == ["flushed"] * 3 + ["row"]


def test_a_crash_leaves_bytes_that_are_swept(place: Place, bob: Person, settings: Settings) -> None:
    bring(place, bob, b"stays", "stays.txt")
    with received(BytesIO(picture()), "lost.png") as came, unit():
        add_file(bob.user, place.page_id, came)
        session.rollback()
    (settings.data_dir / "files" / "incoming" / "half").write_bytes(b"half of it")
    assert len(stored(settings)) == 3
    with unit():
        assert drop_orphans() == 0, "what is young may be about to get its row"
        assert drop_orphans(older_than_s=-1) == 2
    assert len(stored(settings)) == 1


def test_thirty_days_in_the_trash_and_gone(place: Place, bob: Person, settings: Settings) -> None:
    young, old = bring(place, bob, b"young", "young.txt"), bring(place, bob, b"old", "old.txt")
    with unit():
        for file_id, days in ((young, 29), (old, 31)):
            trash_file(bob.user, session.get_one(File, file_id))
            session.get_one(File, file_id).trashed_at = now() - timedelta(days=days)
    with unit():
        sweep()
    with unit():
        assert session.scalars(select(File.id)).all() == [young]
        drop_orphans(older_than_s=time.time())  # nothing is that old
        assert drop_orphans(older_than_s=-1) == 1


def test_one_sweep_is_planned_whatever_happens(place: Place) -> None:
    for _ in range(3):
        with unit():
            plan(sweep)
        run_due()
    with unit():
        assert len(session.scalars(select(Job).where(Job.work.contains("sweep"))).all()) == 1


def test_the_check_names_files_whose_bytes_are_gone(place: Place, bob: Person, settings: Settings) -> None:
    bring(place, bob, b"key", "key.txt")
    before = findings(settings)
    for path in stored(settings):
        path.unlink()
    [trouble] = [line for line in findings(settings) if line not in before]
    assert "key.txt" in trouble
