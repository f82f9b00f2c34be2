"""What is left of a picture that somebody brings: its look, and nothing else."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from PIL import Image

from tests.files.making import CANARY, image, moving, opened, picture, telling
from wiki.core.errors import Invalid
from wiki.files import worker
from wiki.files.pictures import Picture, is_picture, make_anew

KINDS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
HTML = b"<script>alert(1)</script>"


Anew = Callable[[bytes], tuple[Picture, bytes]]


@pytest.fixture
def anew(tmp_path: Path) -> Anew:
    """The picture that came of these bytes, and its own."""

    def make(data: bytes) -> tuple[Picture, bytes]:
        source, target = tmp_path / "in", tmp_path / "out"
        source.write_bytes(data)
        made = worker.make_anew(str(source), str(target))
        if problem := made.get("problem"):
            raise Invalid("file", problem)
        return Picture(**made), target.read_bytes()

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_stays_what_it_is(anew: Anew, kind: str) -> None:
    made, data = anew(picture(kind))
    assert (opened(data).format, made.width, made.height) == (kind, 40, 30)
    red, green, blue = opened(data).convert("RGB").getpixel((5, 15))
    assert red > 200 > 60 > green
    assert blue < 60


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_tells_where_it_was_taken(anew: Anew, kind: str) -> None:
    before = telling(kind)
    assert before.count(CANARY.encode()) > 1, "the test itself would find it"
    _, data = anew(before)
    assert CANARY.encode() not in data
    assert b"Exif" not in data
    assert b"xmpmeta" not in data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_was_held_sideways_stands_upright(anew: Anew, kind: str) -> None:
    made, data = anew(telling(kind))
    assert (made.width, made.height) == (30, 40)
    red, _, blue = opened(data).convert("RGB").getpixel((15, 5))
    assert red > 200 > 60 > blue, "what was at the left is at the top"


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_what_moves_still_moves(anew: Anew, kind: str) -> None:
    made, data = anew(moving(kind))
    after = opened(data)
    assert (after.format, after.n_frames, made.widths) == (kind, 3, [])
    times = []
    for number in range(3):
        after.seek(number)
        after.load()
        times.append(after.info["duration"])
    assert times == [100, 200, 300]
    assert after.info["loop"] == 0


def test_a_wide_picture_gets_smaller_copies(tmp_path: Path) -> None:
    noise = Image.effect_noise((1600, 800), 80).convert("RGB")
    noise.save(tmp_path / "in", "PNG")
    made = make_anew(tmp_path / "in", tmp_path / "out")
    assert made.widths == [360, 720, 1440]
    with Image.open(tmp_path / "out-720") as copy:
        assert (copy.format, copy.size) == ("WEBP", (720, 360))


def test_a_copy_that_would_be_larger_is_left_out(tmp_path: Path) -> None:
    dots = Image.effect_noise((1600, 800), 200).convert("1")
    dots.save(tmp_path / "in", "PNG")
    assert make_anew(tmp_path / "in", tmp_path / "out").widths == [360, 720]


def test_see_through_stays_see_through(anew: Anew) -> None:
    clear = image(mode="RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        data = as_bytes(clear, kind)
        assert opened(anew(data)[1]).convert("RGBA").getpixel((0, 0))[3] == 0, kind


def as_bytes(made: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    made.save(out, kind, **({"lossless": True} if kind == "WEBP" else {}))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_what_hides_behind_or_in_a_picture_is_gone(anew: Anew, kind: str) -> None:
    data = picture(kind)
    assert HTML not in anew(data + HTML)[1]
    if kind == "GIF":
        assert HTML not in anew(b"GIF89a" + data[6:] + HTML)[1]


def png_of(width: int, height: int, rows: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", rows or zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(("width", "height"), [(10_000, 6_000), (60_000_000, 1), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_before_they_are_decoded(anew: Anew, width: int, height: int) -> None:
    began = process_time()
    with pytest.raises(Invalid, match="large"):
        anew(png_of(width, height))
    assert process_time() - began < 0.5


def test_a_bomb_of_frames_is_refused(anew: Anew) -> None:
    first, *rest = [Image.new("1", (4000, 4000), n % 2) for n in range(6)]
    out = BytesIO()
    first.save(out, "GIF", save_all=True, append_images=rest)
    with pytest.raises(Invalid, match="large"):
        anew(out.getvalue())


def test_what_inflates_to_much_more_than_it_says_is_no_picture(anew: Anew) -> None:
    bomb = zlib.compress(bytes(200_000_000), 9)
    made, data = anew(png_of(100, 100, bomb))
    assert (made.width, made.height) == (100, 100)
    assert len(data) < 1000


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_picture_is_refused(anew: Anew, kind: str) -> None:
    data = picture(kind, 400, 300)
    with pytest.raises(Invalid, match="unreadable"):
        anew(data[: len(data) // 2])


@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"%PDF-1.7", b"<html>", b"PK\3\4", b"BM", b"GIF"],
)
def test_what_does_not_begin_like_a_picture_is_none(data: bytes) -> None:
    assert not is_picture(data)


def test_html_that_begins_like_a_picture_is_refused(anew: Anew) -> None:
    data = b"GIF89a/*" + HTML + b"*/=1;"
    assert is_picture(data)
    with pytest.raises(Invalid, match="unreadable"):
        anew(data)


@pytest.mark.parametrize("kind", KINDS)
def test_first_bytes_tell(kind: str) -> None:
    assert is_picture(picture(kind)[:32])
