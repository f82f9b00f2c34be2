"""An import that is begun in the browser: looked at and brought in by a process of its own, and told on a page."""

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from tests.conftest import Person, Place
from wiki.core import later
from wiki.core.db import session
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.editing.actions import current
from wiki.pages.models import Page
from wiki.spaces.models import Membership, Space
from wiki.transfer import keeping, performing
from wiki.transfer.performing import Cancelled, InRow
from wiki.transfer.runs import ImportRun, Step

As = Callable[[Person | None], FlaskClient]
WITHIN_S = 60.0
PAGES = {"index.md": "# Garden\n\nSee [tools](tools.md).\n", "tools.md": "# Tools\n\nSpade, rake. [Gone](gone.md)\n"}


@pytest.fixture(autouse=True)
def ready(app: Flask, settings: Settings) -> Iterator[None]:
    app.config["WTF_CSRF_ENABLED"] = False
    yield
    app.config["WTF_CSRF_ENABLED"] = True


def zipped(files: dict[str, str]) -> io.BytesIO:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    whole.seek(0)
    return whole


def sent(browser: FlaskClient, files: dict[str, str], name: str = "Garden", access: str = "team") -> str:
    form = {"source": (zipped(files), "garden.zip"), "space_name": name, "access": access}
    answer = browser.post("/import", data=form, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def after(browser: FlaskClient, url: str, *, step: str) -> str:
    """The page once the process that a job started has come to its end."""
    later.run_due()
    until = time.monotonic() + WITHIN_S
    while time.monotonic() < until:
        with unit():
            run = session.get_one(ImportRun, int(url.rpartition("/")[2]))
            if run.step == step:
                return browser.get(url).text
            assert run.is_under_way or run.step == Step.LOOKED, (run.step, run.error)
        time.sleep(0.1)
    raise AssertionError(f"not {step} within {WITHIN_S} s")


def done_here(browser: FlaskClient, url: str) -> str:
    """The same without a process of its own, which takes longer to start than all else here."""
    performing.perform(int(url.rpartition("/")[2]))
    return browser.get(url).text


def waiting_files(settings: Settings) -> list[Path]:
    return list((settings.data_dir / keeping.FOLDER).glob("*"))


def test_it_is_looked_at_and_then_brought_in(as_: As, bob: Person, settings: Settings) -> None:
    browser = as_(bob)
    url = sent(browser, PAGES)
    looked = after(browser, url, step=Step.LOOKED)
    assert "New pages: 2" in looked
    assert "gone.md" in looked
    with unit():
        assert session.scalar(select(Space.id).where(Space.name == "Garden")) is None, "looking writes nothing"
    assert len(waiting_files(settings)) == 1
    browser.post(f"{url}/bring")
    done = after(browser, url, step=Step.DONE)
    assert "Open the space" in done
    assert "/s/garden" in done
    with unit():
        titles = list(session.scalars(select(Page.title).order_by(Page.title)))
        assert titles == ["Garden", "Tools"]
        tools = session.scalars(select(Page.id).where(Page.title == "Tools")).one()
        assert current(tools).text.startswith("Spade, rake.")
    assert waiting_files(settings) == []
    assert "Garden" in browser.get("/import").text


def test_what_cannot_be_read_says_so_to_each_in_their_language(as_: As, bob: Person, settings: Settings) -> None:
    browser = as_(bob)
    url = sent(browser, {"../outside.md": "# Out"})
    assert "leads outside it" in done_here(browser, url)
    with unit():
        bob.user.language = "nl"
    assert "dat erbuiten leidt, &#39;../outside.md&#39;, dus" in browser.get(url).text
    with unit():
        assert session.scalar(select(Space.id).where(Space.name == "Garden")) is None


def test_a_form_that_lacks_something_keeps_what_was_typed(as_: As, bob: Person, settings: Settings) -> None:
    browser = as_(bob)
    no_file = browser.post("/import", data={"space_name": "Garden"})
    assert no_file.status_code == 422
    assert "Choose a file first." in no_file.text
    assert 'value="Garden"' in no_file.text
    no_name = browser.post(
        "/import", data={"source": (zipped(PAGES), "x.zip"), "space_name": " "}, content_type="multipart/form-data"
    )
    assert "Give the space a name." in no_name.text
    assert waiting_files(settings) == []


def test_it_can_be_cancelled_before_and_while_it_comes(as_: As, bob: Person, settings: Settings) -> None:
    browser = as_(bob)
    url = sent(browser, PAGES)
    run_id = int(url.rpartition("/")[2])
    browser.post(f"{url}/cancel")
    assert waiting_files(settings) == []
    assert "Cancelled" in browser.get(url).text
    with pytest.raises(Cancelled):
        list(InRow(run_id).through(range(3), "Reading", 3))


def test_only_who_began_it_and_owners_of_the_team_see_it(as_: As, alice: Person, bob: Person, dave: Person) -> None:
    url = sent(as_(bob), PAGES, name="Secret garden")
    assert as_(dave).get(url).status_code == 404
    assert "Secret garden" not in as_(dave).get("/import").text
    assert as_(alice).get(url).status_code == 200
    for act in ("bring", "cancel"):
        assert as_(alice).post(f"{url}/{act}").status_code == 404, "an owner looks on"
        assert as_(dave).post(f"{url}/{act}").status_code == 404


def test_a_run_whose_process_died_is_taken_up_again(as_: As, bob: Person, settings: Settings) -> None:
    browser = as_(bob)
    url = sent(browser, PAGES)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    run_id = int(url.rpartition("/")[2])
    with unit():
        run = session.get_one(ImportRun, run_id)
        run.step, run.pid = Step.BRINGING, gone.pid
        session.execute(delete(later.Job))  # which was done, and whose process is gone
        performing.take_up()
    assert "Open the space" in after(browser, url, step=Step.DONE)


def test_a_run_that_is_alive_is_left_alone(as_: As, bob: Person) -> None:
    url = sent(as_(bob), PAGES)
    run_id = int(url.rpartition("/")[2])
    command = [sys.executable, "-c", "print('here', flush=True); input()", "perform", str(run_id), ""]
    alive = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert alive.stdout
    alive.stdout.readline()  # right after its start it has no command line yet
    try:
        with unit():
            session.get_one(ImportRun, run_id).pid = alive.pid
            before = len(session.scalars(select(later.Job.id)).all())
            performing.take_up()
            assert len(session.scalars(select(later.Job.id)).all()) == before
    finally:
        alive.communicate(b"\n")


def test_two_of_one_name_cannot_both_come(as_: As, bob: Person) -> None:
    browser = as_(bob)
    first, second = sent(browser, PAGES), sent(browser, PAGES)
    for url in (first, second):
        done_here(browser, url)
    browser.post(f"{first}/bring")
    done_here(browser, first)
    answer = browser.post(f"{second}/bring", follow_redirects=True)
    assert "There is a space called Garden already" in answer.text


def test_into_a_space_that_is_there_and_again(
    as_: As, alice: Person, bob: Person, carol: Person, dave: Person, place: Place, settings: Settings
) -> None:
    def bring(files: dict[str, str]) -> str:
        form = {"source": (zipped(files), "garden.zip"), "into": slug}
        answer = browser.post("/import", data=form, content_type="multipart/form-data")
        assert answer.status_code == 303, answer.text
        url = str(answer.headers["Location"])
        done_here(browser, url)
        browser.post(f"{url}/bring")
        return done_here(browser, url)

    with unit():
        slug, name = session.execute(select(Space.slug, Space.name)).one()
    for stranger in (carol, dave):
        assert f'value="{slug}"' not in as_(stranger).get("/import").text
        form = {"source": (zipped(PAGES), "garden.zip"), "into": slug}
        refused = as_(stranger).post("/import", data=form, content_type="multipart/form-data")
        assert refused.status_code == 422
        assert "You may not write in that space any more." in refused.text
    assert waiting_files(settings) == []

    browser = as_(bob)
    assert f'value="{slug}"' in browser.get("/import").text
    assert f"/s/{slug}" in bring(PAGES)
    told = bring(PAGES | {"tools.md": "# Tools\n\nSpade.\n"})
    assert "New pages: 0" in told
    assert "Changed: 1" in told
    with unit():
        assert len(session.scalars(select(Page.id).where(Page.title.in_(["Garden", "Tools"]))).all()) == 2
        session.execute(delete(Membership).where(Membership.user_id == alice.id))
    assert name not in as_(alice).get("/import").text, "an owner of the team who is not in it"
    assert as_(alice).get("/import/1").status_code == 404
