"""What people call their files, made fit for a list, an address and a line of Markdown."""

import re
import unicodedata
from pathlib import PurePosixPath

from wiki.core.words import slug_of

LONGEST_NAME = 120
LONGEST_ENDING = 12
NO_WORDS = re.compile(
    r"(img|dsc|dscn|dscf|pxl|image|picture|foto|photo|screenshot|screen shot|schermafbeelding|whatsapp image)?[\d\W_]*"
    r"(at|om|pm|am)?[\d\W_]*",
    re.IGNORECASE,
)
"""How cameras and screenshots name what they make: nothing that describes a picture."""

SIGNS = re.compile(r"[\\\]\[*`<$|~&]")
"""What might mean something in Markdown."""

TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "webm": "video/webm",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""By ending; whatever else there is, programs included, is only bytes."""
BYTES = "application/octet-stream"


def clean_name(given: str, ending: str | None = None) -> str:
    """A label: the last part of a path, without signs that are not to be seen. `ending` replaces one that lies."""
    name = re.split(r"[/\\]", given)[-1]
    name = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", name))
    stem, old = split_name(" ".join(name.split()).strip(". "))
    ending = old if ending is None else ending
    room = LONGEST_NAME - len(ending) - 1
    return (stem[:room].rstrip() or "file") + (f".{ending}" if ending else "")


def split_name(name: str) -> tuple[str, str]:
    """The words, and the ending without its dot if it is one that people would know."""
    stem, dot, ending = name.rpartition(".")
    known = bool(stem) and len(ending) <= LONGEST_ENDING and ending.isascii() and ending.isalnum()
    return (stem, ending) if dot and known else (name, "")


def slug_of_file(name: str) -> str:
    """The name as it stands in an address.

    >>> slug_of_file("Plan van aanpak (1).PDF")
    'plan-van-aanpak-1.pdf'
    """
    stem, ending = split_name(name)
    words = slug_of(stem)
    return f"{words}.{ending.lower()}" if ending else words


def type_of(name: str) -> str:
    return TYPES.get(split_name(name)[1].lower(), BYTES)


def description_of(name: str) -> str:
    """What a picture's name says about it, as a first alternative text; nothing for one that a camera gave."""
    words = re.sub(r"[-_\s]+", " ", PurePosixPath(split_name(name)[0]).name).strip()
    return "" if NO_WORDS.fullmatch(words) else words


def markdown_of(name: str, url: str, *, picture: bool) -> str:
    """What to write in a page so that it shows the file."""
    words = description_of(name) if picture else name
    said = SIGNS.sub(r"\\\g<0>", words)
    return f"![{said}]({url})" if picture else f"[{said}]({url})"
