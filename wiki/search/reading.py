"""The words of a file, as a child process reads them: with little time and memory, and nothing that a file names.

Word and PowerPoint files are zips of XML, of which only words are wanted: expat reads them as they come, of each part
so much and no more, and stops at a document type, without which there are no entities that could grow.
"""

import codecs
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from xml.parsers import expat

LONGEST = 200_000
"""Letters that are kept of a file: a book of some hundred pages."""
LARGEST_PART = 50_000_000
"""Bytes of a part of a zip, unpacked."""
MOST_PARTS, MOST_PAGES = 500, 1000
BLOCK = 64 * 1024
WORDS, BREAKS = ("t",), ("p", "br", "tab", "tc")
_WORD_PARTS = re.compile(r"word/(document|footnotes|endnotes)\.xml")
_SLIDES = re.compile(r"ppt/(?:slides/slide|notesSlides/notesSlide)(\d+)\.xml")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def text_of(path: str, ending: str) -> str:
    """Raises whatever comes of a file that is broken or hostile."""
    reading = {"pdf": _in_pdf, "docx": _in_word, "pptx": _in_slides}.get(ending, _in_text)
    pieces, length = [], 0
    for piece in reading(path):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST:
            break
    return _tidied("".join(pieces))[:LONGEST]


def _tidied(text: str) -> str:
    """Paragraphs apart by an empty line, and no sign that a text has not."""
    lines = (
        " ".join(line.split()) for line in re.sub(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]", " ", text).splitlines()
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _in_text(path: str) -> Iterator[str]:
    with Path(path).open("rb") as file:
        data = file.read(LONGEST * 4)
    for mark, name in _MARKS:
        if data.startswith(mark):
            yield data[len(mark) :].decode(name, "replace")
            return
    if b"\0" in data:
        return
    try:
        yield codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        yield data.decode("cp1252", "replace")


def _in_pdf(path: str) -> Iterator[str]:
    from pypdf import PdfReader

    for page in islice(PdfReader(path).pages, MOST_PAGES):
        yield f"{page.extract_text()}\n\n"


def _in_word(path: str) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if _WORD_PARTS.fullmatch(name))
        for name in names:
            yield from _in_part(archive, name)


def _in_slides(path: str) -> Iterator[str]:
    """Each slide, and what is noted to it."""
    with zipfile.ZipFile(path) as archive:
        found = (match for name in archive.namelist() if (match := _SLIDES.fullmatch(name)))
        for match in sorted(found, key=lambda match: (int(match[1]), match[0]))[:MOST_PARTS]:
            yield from _in_part(archive, match[0])


def _in_part(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    said = _Said()
    with archive.open(name) as part:
        left = LARGEST_PART
        while left > 0 and (block := part.read(BLOCK)):
            left -= len(block)
            said.parser.Parse(block)
            yield from said.taken()
    yield "\n\n"


class _Said:
    """Words in the text elements of a part; paragraphs and cells end with a line."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._hear
        self._pieces: list[str] = []
        self._in_words = False

    def taken(self) -> list[str]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def _refuse(self, *_said: object) -> None:
        raise ValueError("a document type")

    def _begin(self, name: str, _attributes: dict[str, str]) -> None:
        self._in_words = name.rpartition(" ")[2] in WORDS

    def _end(self, name: str) -> None:
        self._in_words = False
        local = name.rpartition(" ")[2]
        if local in BREAKS:
            self._pieces.append("\n\n" if local == "p" else " ")

    def _hear(self, data: str) -> None:
        if self._in_words:
            self._pieces.append(data)


HANDLERS = {"text_of": text_of}
