"""Pictures, told by their first bytes, and made anew by a child that may use so much time and memory."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wiki.core.child import ChildDied, ChildError, ChildPool
from wiki.core.errors import Invalid

FIRST_BYTES = 32
CHILD_MB = 2048
CPU_S = 40.0

makers = ChildPool("wiki.files.worker", size=1, memory_mb=CHILD_MB)


@dataclass(frozen=True)
class Picture:
    """What a picture became: it lies at `target`, each copy at `target-width`."""

    ending: str
    media_type: str
    width: int
    height: int
    widths: list[int]


def is_picture(first: bytes) -> bool:
    """Whether these first bytes are those of a picture that pages show; what a file is called says nothing."""
    return (
        first.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))
        or (first[:4] == b"RIFF" and first[8:12] == b"WEBP")
        or (first[4:8] == b"ftyp" and any(brand in first[8:32] for brand in (b"avif", b"avis")))
    )


def make_anew(source: Path, target: Path) -> Picture:
    """Raises Invalid when it cannot be read or would take more than a picture should."""
    return Picture(**_made("make_anew", source, target))


def make_square(source: Path, target: Path) -> None:
    """The middle of the picture as a small WebP for a person's sign. Raises Invalid, as above."""
    _made("make_square", source, target)


def _made(work: str, source: Path, target: Path) -> dict[str, Any]:
    try:
        made: dict[str, Any] = makers.call(work, cpu_seconds=CPU_S, source=str(source), target=str(target))
    except (ChildDied, ChildError) as error:
        raise Invalid("file", "This picture is more than can be worked on. Make it smaller.") from error
    if made.get("problem") == "large":
        raise Invalid("file", "This picture has too many pixels: 50 million at most. Make it smaller.")
    if made.get("problem"):
        raise Invalid("file", "This picture is damaged or cannot be read. Try it as PNG or JPEG.")
    return made
