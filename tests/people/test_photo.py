"""A photo is a small square that was made anew: nothing of the file that came is left but its look."""

import tarfile
import time
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import Person, Place
from tests.files.making import CANARY, moving, opened, picture, telling
from tests.people.conftest import As
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.files.keeping import keeping
from wiki.files.sweeping import drop_orphans, missing
from wiki.transfer.backup import back_up
from wiki.transfer.progress import Bar

pytestmark = pytest.mark.usefixtures("without_csrf")

THERE = "/me/profile/photo"


def bring(client: object, data: bytes, name: str = "me.png") -> object:
    form = {"photo": (BytesIO(data), name)}
    return client.post(THERE, data=form, content_type="multipart/form-data")  # type: ignore[attr-defined]


def key_of(person: Person) -> str:
    with unit():
        return person.user.portrait or ""


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_it_is_made_anew(place: Place, bob: Person, carol: Person, as_: As, kind: str) -> None:
    assert bring(as_(bob), telling(kind)).location == "/me/profile"  # type: ignore[attr-defined]
    answer = as_(carol).get(f"/photo/{key_of(bob)}")
    data = answer.get_data()
    made = opened(data)
    assert (answer.mimetype, made.format, made.size) == ("image/webp", "WEBP", (30, 30))
    red, _, blue = made.convert("RGB").getpixel((15, 4))
    assert kind == "GIF" or red > 150 > 90 > blue, "held sideways it stands upright: what was at the left is at the top"
    for trace in (CANARY.encode(), b"Exif", b"xmpmeta"):
        assert trace not in data
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_large_one_becomes_small_and_one_that_moves_stands_still(place: Place, bob: Person, as_: As) -> None:
    for data in (picture("PNG", 900, 500), moving("GIF")):
        bring(as_(bob), data)
        made = opened(keeping.store.open(key_of(bob)).read())
        assert made.width == made.height <= 256
        assert getattr(made, "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Choose a picture: PNG"),
        (b"\x89PNG\r\n\x1a\nand then nothing", "damaged"),
        (b"", "empty"),
    ],
)
def test_what_is_no_picture_is_refused(place: Place, bob: Person, as_: As, data: bytes, words: str) -> None:
    answer = bring(as_(bob), data)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert words in answer.text  # type: ignore[attr-defined]
    assert key_of(bob) == ""
    assert as_(bob).post(THERE).status_code == 422


def test_it_is_shown_where_a_sign_is_large_and_initials_where_there_is_none(
    place: Place, bob: Person, carol: Person, as_: As
) -> None:
    reader = as_(carol)
    assert ">BB</span>" in reader.get("/people/bob").text
    bring(as_(bob), picture())
    assert f'<img src="/photo/{key_of(bob)}" alt=""' in reader.get("/people/bob").text
    assert as_(None).get(f"/photo/{key_of(bob)}").status_code == 303, "for members alone"
    assert reader.get("/photo/none").status_code == 404


def test_what_is_gone_is_swept_and_what_is_there_is_not(place: Place, bob: Person, as_: As) -> None:
    client = as_(bob)
    bring(client, picture())
    first = key_of(bob)
    bring(client, picture("JPEG"))
    second = key_of(bob)
    assert client.get(f"/photo/{first}").status_code == 404, "at once"
    with unit():
        assert drop_orphans(older_than_s=-1) == 1
        assert list(missing()) == []
    assert client.get(f"/photo/{second}").status_code == 200
    assert client.post(f"{THERE}/removal").location == "/me/profile"
    assert client.get(f"/photo/{second}").status_code == 404
    with unit():
        assert drop_orphans(older_than_s=-1) == 1
    assert list(keeping.store.keys_before(time.time() + 60)) == []


def test_a_backup_has_it(place: Place, bob: Person, as_: As, settings: Settings, tmp_path: Path) -> None:
    bring(as_(bob), picture())
    key = key_of(bob)
    with (tmp_path / "told").open("w") as told:
        assert back_up(settings, tmp_path / "all.tar.gz", Bar(told)).missing == []
    with tarfile.open(tmp_path / "all.tar.gz") as tar:
        assert f"files/{key[:2]}/{key}" in tar.getnames()
