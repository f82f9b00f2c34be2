"""What people take along, and what nobody may find in it."""

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from tests.files.making import bring, picture
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.export.everything import export_to
from wiki.export.keeping import places
from wiki.export.models import Takeout
from wiki.pages.actions import create_page, trash_page
from wiki.spaces.actions import create_space, remove_member
from wiki.spaces.listing import set_apart
from wiki.spaces.models import Why

As = Callable[[Person | None], FlaskClient]


@pytest.fixture
def shelves(written: Place, alice: Person, bob: Person) -> Iterator[Place]:
    """A page that links to one in the trash, a template and one of a space nobody else may read."""
    with unit():
        space = written.space
        thrown, hidden = create_page(bob.user, space, "Thrown canary"), create_page(bob.user, space, "Unlisted canary")
        trash_page(bob.user, thrown)
        set_apart(hidden, Why.TEMPLATE, bob.user)
        own = create_space(alice.user, "Alone canary", team_role=None)
        create_page(alice.user, own, "Closed canary")
    return written


def taken(client: FlaskClient, address: str, kind: str = "markdown") -> dict[str, bytes]:
    token = csrf(client, address)
    assert client.post(address, data={"kind": kind, "csrf_token": token}).status_code == 303
    run_due()
    page = client.get(address).text
    link = re.search(r'href="(/export/\d+/[^"]+\.zip)"', page)
    assert link, page
    answer = client.get(html.unescape(link[1]))
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def csrf(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


@pytest.mark.parametrize("kind", ["markdown", "site"])
@pytest.mark.parametrize("address", ["/export", "/s/field-work/export"])
def test_what_one_may_not_read_leaves_no_trace(as_: As, carol: Person, shelves: Place, kind: str, address: str) -> None:
    files = taken(as_(carol), address, kind)
    assert any("first-steps" in name for name in files)
    whole = "\n".join(files) + "\n".join(data.decode(errors="replace") for data in files.values())
    assert "canary" not in whole
    assert "@example.org" not in whole


def test_it_is_whose_who_asked_and_gone_with_the_right(
    as_: As, alice: Person, bob: Person, carol: Person, shelves: Place
) -> None:
    assert taken(as_(carol), "/s/field-work/export")
    with unit():
        takeout = session.query(Takeout).one()
        url = f"/export/{takeout.id}/{takeout.name}.zip"
        file = places.takeouts / f"{takeout.key}.zip"
    assert file.stat().st_size > 0
    assert [as_(person).get(url).status_code for person in (alice, bob, carol)] == [404, 404, 200]
    with unit():
        remove_member(shelves.space, carol.user)
    assert as_(carol).get(url).status_code == 404


def test_a_takeout_goes_when_it_is_removed(as_: As, carol: Person, shelves: Place) -> None:
    client = as_(carol)
    assert taken(client, "/export")
    with unit():
        takeout = session.query(Takeout).one()
    client.post(f"/export/{takeout.id}/removal", data={"csrf_token": csrf(client, "/export")})
    assert list(places.takeouts.iterdir()) == []


def test_one_page_with_what_is_said_of_it(as_: As, bob: Person, written: Place) -> None:
    answer = as_(bob).get(f"{written.url}/markdown")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''first-steps.md"
    assert answer.text.startswith("---\ntitle: First steps\n")
    assert "authors:\n- Bob de Boer <bob@kring.invalid>\n" in answer.text
    assert answer.text.endswith("\n# First steps\n\nBring the *key*.\n\n## Before you go\n\nSee [[Somewhere else]].\n")


def test_one_page_as_one_file_with_its_pictures(as_: As, bob: Person, place: Place) -> None:
    file_id = bring(place, bob, picture(), "red.png")
    with unit():
        write_text(
            place.page_id,
            bob.id,
            f"![red](/f/{file_id}/red.png) ![far](https://example.org/x.png) [page]({place.url})\n",
        )
    page = as_(bob).get(f"{place.url}/html").text
    assert 'src="data:image/png;base64,' in page
    assert re.findall(r'src="(?!data:)[^"]*"', page) == []
    assert f'href="http://localhost{place.url}"' in page
    assert "<link" not in page
    assert "url(./" not in page


def test_the_command_takes_everything(shelves: Place, tmp_path: Path) -> None:
    with unit():
        export_to(tmp_path / "out", None, html=False)
    found = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.md"))
    assert found == ["alone-canary/closed-canary.md", "field-work/first-steps.md"]


def test_a_site_opens_from_disk(as_: As, bob: Person, place: Place, tmp_path: Path) -> None:
    with unit():
        below = create_page(bob.user, place.space, "Below", parent=place.page)
        write_text(place.page_id, bob.id, "See [[Below#Far]] and [[Nowhere]].\n")
        write_text(below.id, bob.id, "## Far\n\n[[First steps]] <b>x</b>\n")
    with unit():
        export_to(tmp_path / "site", "field-work", html=True)
    root = tmp_path / "site"
    for file in root.rglob("*.html"):
        text = file.read_text()
        assert "<script" not in text
        for where in re.findall(r'(?:href|src)="([^"#]+)', text):
            assert where.startswith("http://localhost/s/") or (file.parent / where).exists(), (file, where)
    assert 'href="first-steps/below.html#u-far"' in (root / "first-steps.html").read_text()
    assert 'href="../first-steps.html"' in (root / "first-steps" / "below.html").read_text()
    assert re.findall(r"url\((?!\"data:)", (root / "_kring" / "site.css").read_text()) == []


def test_pages_within_pages_are_taken_along_as_far_as_one_may_read_them(
    as_: As, alice: Person, carol: Person, written: Place, tmp_path: Path
) -> None:
    with unit():
        space = create_space(alice.user, "Open", team_role="reader")
        kit, secret = create_page(alice.user, space, "Kit"), create_page(alice.user, space, "Secret")
        closed, both = create_space(alice.user, "Closed", team_role="reader"), "![[Kit]]\n\n![[Secret]]"
        write_text(kit.id, alice.id, "A radio.")
        write_text(secret.id, alice.id, "Swordfish.")
        write_text(written.page_id, alice.id, both)
        secret.space_id, closed.team_role = closed.id, None
    for whole in (
        as_(carol).get(f"{written.url}/html").text,
        "".join(data.decode(errors="replace") for data in taken(as_(carol), "/s/field-work/export", "site").values()),
    ):
        assert "A radio." in whole
        assert "Swordfish." not in whole
    assert "Swordfish." in as_(alice).get(f"{written.url}/html").text
