"""Documents that word processors do not write, and what reviewers left in those they do."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from wiki.transfer.formats.word import document

SAMPLE = Path(__file__).parents[1] / "samples" / "pandoc.docx"


def changed(**parts: str) -> bytes:
    """The sample with other parts in it."""
    out = BytesIO()
    with ZipFile(SAMPLE) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            given = parts.pop(entry.filename.rpartition("/")[2].partition(".")[0], None)
            new.writestr(entry.filename, given.encode() if given else old.read(entry))
    assert not parts
    return out.getvalue()


def body(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    data = changed(
        document=body(
            "<w:p><w:r><w:t>We </w:t></w:r><w:ins w:author='Ann'><w:r><w:t>always</w:t></w:r></w:ins>"
            "<w:del w:author='Ann'><w:r><w:delText>never</w:delText></w:r></w:del></w:p>"
        )
    )
    told = document(data, {}, "x")
    assert told.text == "We always\n"
    assert told.left["tracked changes, taken as accepted"] == 2


def test_comments_stand_at_the_end() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = changed(
        document=body("<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p>"),
        comments=f'<w:comments xmlns:w="{space}"><w:comment w:id="0" w:author="Ann" w:initials="AB">'
        "<w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment></w:comments>",
    )
    told = document(data, {}, "x")
    assert told.text == "Text<sup>\\[AB1\\]</sup>\n\n## Comments\n\n- \\[AB1\\]: Really?\n"
    assert told.left["comments in the margin, kept at the end"] == 1


def test_entities_are_refused_before_anything_is_parsed() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + body("&b;").partition("?>")[2]
    with pytest.raises(ValueError, match="no word processor"):
        document(changed(document=bomb), {}, "x")


def test_a_picture_that_lies_elsewhere_is_not_fetched() -> None:
    """Such a link could name any file of the server."""
    with ZipFile(SAMPLE) as sample:
        links = sample.read("word/_rels/document.xml.rels").decode()
    there = links.replace('Target="media/', 'TargetMode="External" Target="file:///etc/')
    out = BytesIO()
    with ZipFile(SAMPLE) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            is_links = entry.filename == "word/_rels/document.xml.rels"
            new.writestr(entry.filename, there if is_links else old.read(entry))
    try:
        told = document(out.getvalue(), {}, "x")
    except Exception:
        return
    assert not told.files


def test_a_part_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiki.transfer.formats.word.LARGEST_PART", 1 << 20)
    with pytest.raises(ValueError, match="too large"):
        document(changed(document=body("<w:p/>") + " " * (5 << 20)), {}, "x")
