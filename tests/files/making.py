"""Pictures and files as people bring them."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.files.actions import add_file, received, trash_file
from wiki.files.models import File

CANARY = "52.3676N-4.9041E-canary"
GPS, GPS_DATE, ORIENTATION, DESCRIPTION = 0x8825, 29, 0x0112, 0x010E
TURNED_RIGHT = 6


def image(width: int = 40, height: int = 30, mode: str = "RGB") -> Image.Image:
    """Red at the left, blue at the right, so that a turned one is known."""
    made = Image.new(mode, (width, height), "red" if mode == "RGB" else (255, 0, 0, 255))
    ImageDraw.Draw(made).rectangle((width // 2, 0, width, height), fill="blue")
    return made


def picture(kind: str = "PNG", width: int = 40, height: int = 30, **options: Any) -> bytes:
    out = BytesIO()
    image(width, height).save(out, kind, **options)
    return out.getvalue()


def moving(kind: str = "GIF", frames: int = 3) -> bytes:
    out = BytesIO()
    first, *rest = [Image.new("RGB", (40, 30), (80 * n, 10, 10)) for n in range(frames)]
    first.save(out, kind, save_all=True, append_images=rest, duration=[100, 200, 300][:frames], loop=0)
    return out.getvalue()


def telling(kind: str) -> bytes:
    """A picture that says where it was taken in every way its format knows, and behind its end as well."""
    exif = Image.Exif()
    exif[DESCRIPTION], exif[ORIENTATION] = CANARY, TURNED_RIGHT
    exif.get_ifd(GPS)[GPS_DATE] = CANARY
    more: dict[str, Any] = {"exif": exif, "comment": CANARY}
    if kind in ("JPEG", "WEBP", "PNG"):
        more["xmp"] = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Comment", CANARY)
        info.add_itxt("XML:com.adobe.xmp", CANARY)
        more["pnginfo"] = info
    return picture(kind, **more) + CANARY.encode()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def bring(place: Place, by: Person, data: bytes, name: str) -> int:
    """As somebody who uploads it; the file's id."""
    with received(BytesIO(data), name) as came, unit():
        return add_file(by.user, place.page_id, came).id


def files_for(place: Place, by: Person) -> tuple[int, int]:
    """One file that is there, and one that is thrown away."""
    file, thrown = bring(place, by, b"Bring the key.", "plan.txt"), bring(place, by, b"Old.", "old.txt")
    with unit():
        trash_file(by.user, session.get_one(File, thrown))
    return file, thrown
