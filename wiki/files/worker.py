"""Pictures as a child process makes them anew: decoded and encoded again, so that nothing of the file that came is left
but its look. Places, cameras, comments, previews and whatever was hidden behind the picture are gone."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

MOST_PIXELS = 50_000_000
MOST_MOVING_PIXELS = 80_000_000
"""Of all frames together."""
USUAL_MS = 100
"""A frame stays so long when it does not say."""
OPAQUE = 255
CLEARED = 2
"""Each frame of a GIF begins anew, so that what it leaves open does not show the one before."""
WIDTHS = (360, 720, 1440)
SQUARE = 256
"""Pixels of a photo's side: the largest sign of a person, on the densest of screens."""
WRITTEN: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 75, "speed": 8, "max_threads": 1},
    "GIF": {"optimize": False},
    "JPEG": {"quality": 88, "optimize": True, "progressive": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 86, "method": 4},
}
SMALLER: dict[str, Any] = {"format": "WEBP", "quality": 80, "method": 4}
ENDINGS = {"AVIF": "avif", "GIF": "gif", "JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
PLAIN_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")}

Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before anything is decoded


def make_anew(source: str, target: str) -> dict[str, Any]:
    """Write the picture to `target`, and smaller copies beside it; what came out. A `problem` says why not:
    "unreadable", "large" (pixels)."""
    return _made(source, lambda picture: _moving(picture, target) if _moves(picture) else _still(picture, target))


def make_square(source: str, target: str) -> dict[str, Any]:
    """Write the middle of the picture to `target`, small, and of one that moves its first frame. Problems as above."""
    return _made(source, lambda picture: _square(picture, target))


def _made(source: str, make: Callable[[Image.Image], dict[str, Any]]) -> dict[str, Any]:
    try:
        with Image.open(source, formats=list(ENDINGS)) as picture:
            if _pixels(picture) > (MOST_MOVING_PIXELS if _moves(picture) else MOST_PIXELS):
                return {"problem": "large"}
            return make(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError):
        return {"problem": "unreadable"}


def _moves(picture: Image.Image) -> bool:
    return getattr(picture, "n_frames", 1) > 1 and picture.format in ("GIF", "WEBP", "AVIF")


def _pixels(picture: Image.Image) -> int:
    one = picture.width * picture.height
    return one if one > MOST_PIXELS else one * getattr(picture, "n_frames", 1)


def _still(picture: Image.Image, target: str) -> dict[str, Any]:
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)
    upright = _clean(_in_srgb(ImageOps.exif_transpose(picture)))
    if kind in PLAIN_MODES and upright.mode not in PLAIN_MODES[kind]:
        upright = upright.convert("RGBA" if kind == "PNG" else "RGB")
    upright.save(target, kind, **WRITTEN[kind])
    return _said(upright, kind) | {"widths": list(_copies(upright, target))}


def _moving(picture: Image.Image, target: str) -> dict[str, Any]:
    kind = "WEBP" if picture.format == "AVIF" else str(picture.format)
    times, frames = [], []
    for frame in ImageSequence.Iterator(picture):
        frames.append(_clean(frame.convert("RGBA")))
        times.append(int(frame.info.get("duration") or USUAL_MS))  # known only once the frame is decoded
    more: dict[str, Any] = {"loop": int(picture.info["loop"])} if "loop" in picture.info else {}
    if kind == "GIF" and any(_sees_through(frame) for frame in frames):
        more["disposal"] = CLEARED
    frames[0].save(target, kind, save_all=True, append_images=frames[1:], duration=times, **more, **WRITTEN[kind])
    return _said(frames[0], kind) | {"widths": []}


def _square(picture: Image.Image, target: str) -> dict[str, Any]:
    upright = _clean(_in_srgb(ImageOps.exif_transpose(picture)))
    side = min(SQUARE, *upright.size)
    ImageOps.fit(_for_scaling(upright), (side, side), Image.Resampling.LANCZOS).save(target, **SMALLER)
    return {}


def _sees_through(frame: Image.Image) -> bool:
    least, _most = frame.getchannel("A").getextrema()
    return float(least) < OPAQUE  # type: ignore[arg-type]


def _said(picture: Image.Image, kind: str) -> dict[str, Any]:
    ending = ENDINGS[kind]
    media_type = f"image/{'jpeg' if ending == 'jpg' else ending}"
    return {"ending": ending, "media_type": media_type, "width": picture.width, "height": picture.height}


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The colours as they were meant, without the profile that said so: it may name its maker."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    try:
        meant = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return meant or picture


def _clean(picture: Image.Image) -> Image.Image:
    """Only what is seen: encoders write much of `info` into the file."""
    transparency = picture.info.get("transparency")
    picture.info = {} if transparency is None else {"transparency": transparency}
    picture.getexif().clear()
    return picture


def _copies(picture: Image.Image, target: str) -> Iterator[int]:
    """Widths of the copies that were worth keeping: none is larger than what it is made from."""
    size = Path(target).stat().st_size
    for width in WIDTHS:
        if width >= picture.width:
            return
        height = max(1, round(picture.height * width / picture.width))
        small = _for_scaling(picture).resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2)
        place = Path(f"{target}-{width}")
        small.save(place, **SMALLER)
        if place.stat().st_size < size:
            yield width
        else:
            place.unlink()


def _for_scaling(picture: Image.Image) -> Image.Image:
    see_through = "transparency" in picture.info or picture.mode in ("LA", "RGBA", "PA")
    wanted = "RGBA" if see_through else "RGB"
    return picture if picture.mode == wanted else picture.convert(wanted)


HANDLERS = {"make_anew": make_anew, "make_square": make_square}
