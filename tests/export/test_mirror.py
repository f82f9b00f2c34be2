"""The mirror, read with the real git."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import IO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.serving import make_server

from tests.conftest import Person, Place
from tests.files.making import bring, picture
from wiki.accounts.access_tokens import make_token, take_back, tokens_of
from wiki.core.db import session
from wiki.core.later import Job, Lane, run_due
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.editing.projecting import project
from wiki.editing.purging import purge
from wiki.export import mirror
from wiki.export.everything import export_to
from wiki.export.git import Bare
from wiki.export.keeping import places
from wiki.export.models import Mirror
from wiki.pages.actions import create_page, move_page, rename_page, trash_page
from wiki.pages.details import set_icon
from wiki.pages.policy import page_for
from wiki.spaces.actions import create_space, remove_member
from wiki.spaces.listing import set_apart
from wiki.spaces.models import Why

As = Callable[[Person | None], FlaskClient]
ALONE = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_TERMINAL_PROMPT": "0"}


def git(*arguments: str, folder: Path, fails: bool = False) -> str:
    run = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | ALONE, check=False, capture_output=True, text=True
    )
    assert (run.returncode != 0) == fails, run.stderr
    return run.stderr if fails else run.stdout.strip()


def says(page_id: int, who: Person, text: str) -> None:
    """A session of writing, from its first word to its end."""
    with unit():
        write_text(page_id, who.id, text)
    project(page_id, ends=True)


@pytest.fixture
def mirrored(place: Place, alice: Person, bob: Person, carol: Person) -> Place:
    """A space with a history and a mirror, and next to it what may stand in no mirror."""
    says(place.page_id, bob, "Bring the key.\n")
    says(place.page_id, carol, "Bring the yellow key, and all that carol thinks of.\n")
    bring(place, bob, picture(), "red.png")
    with unit():
        hidden = create_page(bob.user, place.space, "Draft canary")
        set_apart(hidden, Why.TEMPLATE, bob.user)
        mirror.switch_on(place.space, alice.user)
    write(place)
    return place


def write(place: Place) -> None:
    with unit():
        mirror.write(place.space_id)


def folder_of(place: Place) -> Path:
    with unit():
        return mirror.folder_of(session.get_one(Mirror, place.space_id))


def log(place: Place, shape: str = "%an <%ae>|%s") -> list[str]:
    return git("log", "--reverse", f"--format={shape}", folder=folder_of(place)).splitlines()


def checked_out(place: Place, folder: Path) -> dict[str, bytes]:
    git("clone", "--quiet", str(folder_of(place)), str(folder), folder=folder.parent)
    return files_in(folder)


def files_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {path: data for path, data in found.items() if not path.startswith(".git/")}


def exported(place: Place, folder: Path) -> dict[str, bytes]:
    with unit():
        export_to(folder, place.slug, html=False)
    return files_in(folder)


def test_each_session_is_a_commit_by_its_author(mirrored: Place, tmp_path: Path) -> None:
    assert log(mirrored)[:2] == [
        "Bob de Boer <bob@kring.invalid>|First steps",
        "Carol Çelik <carol@kring.invalid>|First steps",
    ]
    assert "canary" not in git("log", "-p", "--all", folder=folder_of(mirrored))
    assert checked_out(mirrored, tmp_path / "clone") == exported(mirrored, tmp_path / "out")


def test_it_goes_on_and_stays_equal_to_the_export(mirrored: Place, bob: Person, carol: Person, tmp_path: Path) -> None:
    begun = log(mirrored)
    with unit():
        page = page_for(bob.user, mirrored.page_id)
        below = create_page(bob.user, mirrored.space, "Packing list", parent=page)
        gone = create_page(bob.user, mirrored.space, "Gone")
    says(below.id, bob, "See [[First steps]].\n")
    says(gone.id, bob, "Not for long.\n")
    write(mirrored)
    with unit():
        rename_page(bob.user, page_for(bob.user, mirrored.page_id), "Last steps")
        move_page(bob.user, page_for(bob.user, below.id), mirrored.space, None)
        trash_page(bob.user, page_for(bob.user, gone.id))
    write(mirrored)
    assert log(mirrored)[: len(begun)] == begun
    assert log(mirrored)[-1] == "Bob de Boer <bob@kring.invalid>|Follow names, places and details; some went"
    files = checked_out(mirrored, tmp_path / "clone")
    assert sorted(files) == ["last-steps.md", "last-steps/red.png", "packing-list.md"]
    assert files == exported(mirrored, tmp_path / "out")
    commits = len(log(mirrored))
    write(mirrored)
    assert len(log(mirrored)) == commits


def test_what_two_wrote_in_one_session_names_both(mirrored: Place, bob: Person, carol: Person) -> None:
    with unit():
        write_text(mirrored.page_id, bob.id, "A long new sentence that bob wrote in this session, with care.\n")
        write_text(mirrored.page_id, carol.id, "A long new sentence that bob wrote in this session, with care. Yes.\n")
    project(mirrored.page_id, ends=True)
    write(mirrored)
    assert "Co-authored-by: Carol Çelik <carol@kring.invalid>" in log(mirrored, "%b")
    assert log(mirrored, "%an")[-1] == "Bob de Boer"


def test_a_session_asks_for_its_commit_in_its_own_transaction(mirrored: Place, bob: Person) -> None:
    says(mirrored.page_id, bob, "After that the process may die: this is what it finds when it comes back.\n")
    with unit():
        waiting = [job for job in session.scalars(select(Job)) if job.work.endswith("mirror.write")]
        assert session.get_one(Mirror, mirrored.space_id).due == [mirrored.page_id]
    assert waiting


def test_what_was_taken_out_is_in_no_commit(mirrored: Place, alice: Person) -> None:
    folder = folder_of(mirrored)
    assert "yellow" in git("log", "-p", "--all", folder=folder)
    with unit():
        purge(alice.user, page_for(alice.user, mirrored.page_id), "yellow")
    run_due(Lane.QUICK)
    assert not folder.exists()
    write(mirrored)
    assert "yellow" not in git("log", "-p", "--all", folder=folder_of(mirrored))
    assert "Carol" in git("log", folder=folder_of(mirrored))


def test_a_mirror_that_is_being_written_brings_nothing_back(
    mirrored: Place, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken out, and swept, while git already has the text in its hands: what it writes is of a mirror gone by."""
    with unit():
        mirror.forget(mirrored.space_id)
    take = Bare.take

    def late(bare: Bare, stream: IO[bytes]) -> None:
        with unit():
            purge(alice.user, page_for(alice.user, mirrored.page_id), "yellow")
        run_due(Lane.QUICK)
        monkeypatch.undo()
        take(Bare(bare.folder, 0), stream)

    monkeypatch.setattr(Bare, "take", late)
    write(mirrored)
    with unit():
        begun_anew = session.get_one(Mirror, mirrored.space_id)
        assert (begun_anew.written_at, begun_anew.seen, begun_anew.whole) == (None, 0, True)
    assert [file.name for file in places.mirrors.iterdir()] == [f"{mirrored.space_id}.lock"]
    write(mirrored)
    assert "yellow" not in git("log", "-p", "--all", folder=folder_of(mirrored))
    assert log(mirrored)[-2].endswith("|First steps")


def test_cut_off_it_is_done_again_from_the_same_marks(
    mirrored: Place, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with unit():
        set_icon(bob.user, page_for(bob.user, mirrored.page_id), "🔑")
    monkeypatch.setattr(Bare, "take", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write(mirrored)
    monkeypatch.undo()
    write(mirrored)
    assert "🔑" in git("show", "main:first-steps.md", folder=folder_of(mirrored))


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def test_it_is_cloned_over_http_by_those_who_may(
    served: str, mirrored: Place, alice: Person, carol: Person, dave: Person, tmp_path: Path
) -> None:
    with unit():
        carols, daves = make_token(carol.user, "git"), make_token(dave.user, "git")

    def clone(token: str, name: str, slug: str = mirrored.slug, *, fails: bool = False) -> str:
        return git(
            "clone", "--quiet", f"http://x:{token}@{served}/mirror/{slug}.git", name, folder=tmp_path, fails=fails
        )

    clone(carols, "mine")
    assert files_in(tmp_path / "mine") == exported(mirrored, tmp_path / "out")
    refused, absent = clone(daves, "his", fails=True), clone(daves, "none", "no-such-space", fails=True)
    assert "not found" in refused
    assert refused.replace(mirrored.slug, "no-such-space").replace("his", "none") == absent
    assert "Authentication failed" in clone("wrong", "wrong", fails=True)
    with unit():
        take_back(carol.user, tokens_of(carol.user)[0].id)
    assert "Authentication failed" in git("pull", folder=tmp_path / "mine", fails=True)
    with unit():
        again = make_token(carol.user, "git")
        remove_member(mirrored.space, carol.user)
    assert "not found" in clone(again, "late", fails=True)


def test_nothing_else_of_the_repository_is_given_out(as_: As, mirrored: Place, carol: Person) -> None:
    with unit():
        token = make_token(carol.user, "git")
    guest = as_(None)

    def answer(path: str) -> int:
        return guest.get(f"/mirror/{mirrored.slug}.git/{path}", auth=("x", token)).status_code

    assert [answer(path) for path in ("HEAD", "info/refs")] == [200, 200]
    wrong = ("config", "kring-blobs.json", "objects/info/alternates", "objects/../config", "../kring.sqlite", "objects")
    assert [answer(path) for path in wrong] == [404] * len(wrong)


def test_a_space_without_a_mirror_has_none(as_: As, place: Place, alice: Person) -> None:
    with unit():
        token = make_token(alice.user, "git")
        create_space(alice.user, "Other")
    assert as_(None).get(f"/mirror/{place.slug}.git/HEAD", auth=("x", token)).status_code == 404


def test_an_odd_address_stops_nothing(place: Place, alice: Person, bob: Person) -> None:
    says(place.page_id, bob, "Hello [a](http://[b) and [c](//[d) and\n\n[e]: //[f\n")
    says(place.page_id, bob, "Hello [a](http://[b) all of it, in more words than a few.\n")
    with unit():
        mirror.switch_on(place.space, alice.user)
    write(place)
    assert "http://[b" in git("show", "main:first-steps.md", folder=folder_of(place))
