"""Files over HTTP: who gets them, how they are sent, and how they come."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from tests.files.making import bring, picture
from wiki.core.db import new_session, session
from wiki.core.unit import unit
from wiki.files.actions import trash_file
from wiki.files.keeping import keeping
from wiki.files.models import File
from wiki.pages.actions import move_page, trash_page
from wiki.spaces.actions import create_space, remove_member

As = Callable[[Person | None], FlaskClient]


@pytest.fixture(autouse=True)
def without_csrf(app, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


def url_of(file_id: int) -> str:
    with unit():
        return session.get_one(File, file_id).url


@pytest.fixture
def key(place: Place, bob: Person) -> str:
    return url_of(bring(place, bob, b"Bring the key.", "key.txt"))


def test_a_right_withdrawn_bites_at_the_next_request(place: Place, carol: Person, key: str, as_: As) -> None:
    client = as_(carol)
    first = client.get(key)
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "private, no-cache")
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(key, headers=known).status_code == 304
    with unit():
        remove_member(place.space, carol.user)
    assert client.get(key, headers=known).status_code == 404


def trash_the_page(place: Place, bob: Person, key: str) -> None:
    trash_page(bob.user, place.page)


def move_the_page(place: Place, bob: Person, key: str) -> None:
    move_page(bob.user, place.page, create_space(bob.user, "Closed", team_role=None), None)


def trash_the_file(place: Place, bob: Person, key: str) -> None:
    trash_file(bob.user, session.get_one(File, int(key.split("/")[2])))


@pytest.mark.parametrize("act", [trash_the_page, move_the_page, trash_the_file])
def test_what_happens_to_the_page_happens_to_its_files(
    act: Callable[[Place, Person, str], None], place: Place, bob: Person, carol: Person, key: str, as_: As
) -> None:
    client = as_(carol)
    assert client.get(key).status_code == 200
    with unit():
        act(place, bob, key)
    gone = client.get(key)
    absent = client.get("/f/999999/key.txt")
    assert (gone.status_code, absent.status_code) == (404, 404)
    assert b"Bring" not in gone.data


def test_the_id_decides_and_the_words_are_for_people(place: Place, carol: Person, key: str, as_: As) -> None:
    other = key.replace("key.txt", "another.txt")
    assert as_(carol).get(other).data == b"Bring the key."


@pytest.mark.parametrize(
    ("name", "data", "kind", "how"),
    [
        ("page.html", b"<script>alert(1)</script>", "application/octet-stream", "attachment"),
        ("drawing.svg", b"<svg onload='alert(1)'/>", "application/octet-stream", "attachment"),
        ("plan.pdf", b"%PDF-1.7", "application/pdf", "attachment"),
        ("photo.png", picture("JPEG"), "image/jpeg", "inline"),
    ],
)
def test_only_what_we_made_ourselves_is_shown_in_place(
    place: Place, bob: Person, as_: As, name: str, data: bytes, kind: str, how: str
) -> None:
    sent = as_(bob).get(url_of(bring(place, bob, data, name)))
    assert sent.headers["Content-Disposition"].startswith(how)
    assert sent.mimetype == kind
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert sent.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "name",
    [
        'a".txt; filename=evil.html',
        "a\r\nSet-Cookie: x=1.txt",
        "Überblick…\u202egpj.exe",
        "../../../passwd",
        "x" * 500,
        ".",
    ],
)
def test_a_name_is_only_a_label(place: Place, bob: Person, as_: As, name: str) -> None:
    sent = as_(bob).get(url_of(bring(place, bob, b"data", name)))
    assert sent.status_code == 200
    assert "Set-Cookie" not in sent.headers or "x=1" not in sent.headers["Set-Cookie"]
    said = sent.headers["Content-Disposition"]
    assert said.startswith("attachment; filename=")
    assert said.isascii()
    assert "/" not in said.replace("''", "")
    assert "%E2%80%AE" not in said


def test_parts_and_heads_are_answered(place: Place, bob: Person, as_: As) -> None:
    url, client = url_of(bring(place, bob, bytes(range(256)) * 1000, "big.bin")), as_(bob)
    part = client.get(url, headers={"Range": "bytes=255-257"})
    assert (part.status_code, part.data) == (206, b"\xff\x00\x01")
    assert part.headers["Content-Range"] == "bytes 255-257/256000"
    head = client.head(url)
    assert (head.status_code, head.headers["Content-Length"], head.data) == (200, "256000", b"")
    assert client.get(url, headers={"Range": "bytes=999999-"}).status_code == 416


def test_a_smaller_copy_is_sent_where_there_is_one(place: Place, bob: Person, as_: As) -> None:
    from PIL import Image

    out = BytesIO()
    Image.effect_noise((900, 300), 80).convert("RGB").save(out, "PNG")
    url, client = url_of(bring(place, bob, out.getvalue(), "noise.png")), as_(bob)
    copy, whole, unknown = (client.get(url + more) for more in ("?w=720", "", "?w=700"))
    assert (copy.mimetype, whole.mimetype, unknown.mimetype) == ("image/webp", "image/png", "image/png")
    assert len(copy.data) < len(whole.data) == len(unknown.data)


def send(client: FlaskClient, place: Place, data: bytes, name: str):
    return client.post(
        f"{place.url}/files", query_string={"name": name}, data=data,
        content_type="application/octet-stream", headers={"Accept": "application/json"},
    )  # fmt: skip


def test_the_editor_sends_bytes_and_is_told_what_to_write(place: Place, bob: Person, as_: As) -> None:
    told = send(as_(bob), place, picture(), "Pump [room] 1.jpg")
    assert told.status_code == 201
    url = told.json["url"]
    assert told.json["markdown"] == rf"![Pump \[room\] 1]({url})"
    assert told.json["picture"] is True
    assert url.endswith("/pump-room-1.png")


def test_a_camera_names_nothing(place: Place, bob: Person, as_: As) -> None:
    assert send(as_(bob), place, picture(), "IMG_20240501_1234.JPG").json["description"] == ""


def test_refusals_come_in_words(place: Place, bob: Person, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "largest", 2_000_000)
    refused = send(as_(bob), place, bytes(2_000_001), "big.bin")
    assert refused.status_code == 422
    assert refused.json["message"] == "This file is larger than 2 MB. Make it smaller."
    damaged = send(as_(bob), place, b"\xff\xd8\xff but no more", "photo.jpg")
    assert "damaged" in damaged.json["message"]


def test_a_body_beyond_all_limits_is_not_even_read(place: Place, bob: Person, as_: As) -> None:
    class Endless(BytesIO):
        def readinto(self, _buffer: object) -> int:
            raise AssertionError("somebody read it")

    refused = as_(bob).post(
        f"{place.url}/files?name=x",
        input_stream=Endless(),
        content_type="application/octet-stream",
        environ_overrides={"CONTENT_LENGTH": "1000000000"},
    )
    assert refused.status_code == 413


def test_other_views_take_no_large_bodies(place: Place, bob: Person, as_: As) -> None:
    assert as_(bob).post(f"{place.url}/text", data={"text": "x" * 3_000_000}).status_code == 413


def test_a_right_withdrawn_while_it_is_sent_bites(place: Place, bob: Person, as_: As) -> None:
    class Slow(BytesIO):
        def readinto(self, buffer: memoryview) -> int:
            if self.tell() == 0:
                with unit():
                    remove_member(place.space, bob.user)
            return super().readinto(buffer)

    sent = {"input_stream": Slow(b"abc"), "content_type": "application/octet-stream"}
    assert as_(bob).post(f"{place.url}/files?name=x", **sent).status_code == 404


def test_who_sends_slowly_holds_no_connection(place: Place, bob: Person, as_: As) -> None:
    """Twenty of them would otherwise stop the whole wiki."""
    held: list[int] = []

    class Slow(BytesIO):
        def readinto(self, buffer: memoryview) -> int:
            held.append(new_session.kw["bind"].pool.checkedout())
            return super().readinto(buffer)

    sent = {"input_stream": Slow(b"abc"), "content_type": "application/octet-stream"}
    assert as_(bob).post(f"{place.url}/files?name=x", **sent).status_code == 201
    assert set(held) == {0}


def test_without_scripts_a_form_takes_it_and_says_what_to_write(place: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    done = client.post(f"{place.url}/files", data={"file": (BytesIO(b"%PDF-1.7 plan"), "plan.pdf")})
    assert done.status_code == 303
    page = client.get(done.headers["Location"]).get_data(as_text=True)
    file_id = done.headers["Location"].partition("#f")[2]
    assert f'value="[plan.pdf](/f/{file_id}/plan.pdf)"' in page
    empty = client.post(f"{place.url}/files", data={})
    assert empty.status_code == 422
    assert "Choose a file first." in empty.get_data(as_text=True)


def test_trash_and_back(place: Place, bob: Person, key: str, as_: As) -> None:
    client = as_(bob)
    file_id = key.split("/")[2]
    assert client.post(f"/f/{file_id}/trash").status_code == 303
    assert client.get(key).status_code == 404
    assert f'action="/f/{file_id}/restore"' in client.get(f"{place.url}/files").get_data(as_text=True)
    assert client.post(f"/f/{file_id}/restore").status_code == 303
    assert client.get(key).status_code == 200


def test_readers_see_no_buttons(place: Place, carol: Person, key: str, as_: As) -> None:
    page = as_(carol).get(f"{place.url}/files").get_data(as_text=True)
    assert "key.txt" in page
    assert "/trash" not in page
    assert 'type="file"' not in page
