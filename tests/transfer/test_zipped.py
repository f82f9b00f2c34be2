"""Zips of pages: what is taken, what is refused, and what a rehearsal says beforehand."""

import stat
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from sqlalchemy import func, select

from tests.conftest import Person, Quiet
from tests.files.making import picture
from tests.transfer.conftest import Imported, in_words
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.pages.models import Page
from wiki.spaces.models import Space
from wiki.transfer import zipped
from wiki.transfer.opening import Opening
from wiki.transfer.rehearsal import Rehearsal, rehearse

Import = Callable[..., Imported]


@pytest.fixture
def zip_of(tmp_path: Path) -> Callable[..., Path]:
    def make(*entries: tuple[str | ZipInfo, str | bytes]) -> Path:
        with ZipFile(tmp_path / "notes.zip", "w", ZIP_DEFLATED) as archive:
            for name, data in entries:
                archive.writestr(name, data)
        return tmp_path / "notes.zip"

    return make


def without_flag(name: str) -> ZipInfo:
    """An entry as Windows' and macOS' own zips write it: bytes of UTF-8 that say nothing of it."""
    return ZipInfo(name.encode().decode("cp437"))


def link(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def outcome(alice: Person, source: Path) -> Rehearsal:
    with unit():
        owner = alice.user
    return rehearse(source, Opening("Notes", owner), Quiet())


def test_a_zip_comes_in_as_the_folder_in_it_would(zip_of: Callable[..., Path], importing: Import) -> None:
    source = zip_of(
        ("Notes/index.md", "# Notes\n\nSee [travel](trips/travel.md) and ![map](map.png).\n"),
        ("Notes/trips\\travel.md", "# Travel\n\nBy train.\n"),
        ("Notes/map.png", picture()),
        ("__MACOSX/Notes/._index.md", "litter"),
    )

    imported = importing(source, "Notes")

    with unit():
        assert imported.page("trips/travel.md").title == "Travel"
        assert imported.content("trips/travel.md").text == "By train.\n"
    assert (imported.report.broken, imported.report.brought) == ([], 1)
    assert "litter" not in str(imported.report)


def test_names_in_utf8_that_do_not_say_so_are_read_as_such() -> None:
    entry = without_flag("café/Größe.md")
    entry.flag_bits = 0

    assert zipped.safe_path(entry) == "café/Größe.md"


@pytest.mark.parametrize("path", ["../out.md", "a/../../out.md", "/etc/out.md", "..\\out.md", "C:\\out.md"])
def test_a_path_that_leads_outside_refuses_the_whole_zip(
    zip_of: Callable[..., Path], importing: Import, tmp_path: Path, path: str
) -> None:
    source = zip_of(("in.md", "# In"), (path, "# Out"))

    with pytest.raises(Invalid, match="leads outside"):
        importing(source)

    assert not list(tmp_path.rglob("out.md"))
    with unit():
        assert session.scalar(select(func.count(Page.id))) == 0


def test_links_are_told_and_not_followed(zip_of: Callable[..., Path], importing: Import) -> None:
    source = zip_of(("in.md", "# In"), (link("passwd.md"), "/etc/passwd"))

    report = importing(source).report

    assert report.pages == 1
    assert any(line.startswith("passwd.md: a link") for line in in_words(report.skipped))


def test_a_bomb_is_refused_before_it_is_unpacked(
    zip_of: Callable[..., Path], importing: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "UNSUSPICIOUS", 1 << 20)
    with pytest.raises(Invalid, match="zip bomb"):
        importing(zip_of(("zeros.md", b"\0" * (4 << 20))))


@pytest.mark.parametrize(("limit", "most", "words"), [("MOST_ENTRIES", 1, "files"), ("LARGEST", 3, "larger than")])
def test_too_many_files_or_bytes_are_refused(
    zip_of: Callable[..., Path],
    importing: Import,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    most: int,
    words: str,
) -> None:
    monkeypatch.setattr(zipped, limit, most)
    with pytest.raises(Invalid, match=words):
        importing(zip_of(("a.md", "# A"), ("b.md", "# B")))


def test_a_zip_that_lies_about_a_size_is_damaged(tmp_path: Path, importing: Import) -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.md", b"a" * 5000)
    lying = made.getvalue().replace((5000).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    (tmp_path / "lying.zip").write_bytes(lying)

    with pytest.raises(Invalid, match="damaged"):
        importing(tmp_path / "lying.zip")


def test_a_rehearsal_tells_what_would_come_and_writes_nothing(zip_of: Callable[..., Path], alice: Person) -> None:
    source = zip_of(
        ("trips/travel.md", "---\nmood: sunny\n---\n# Travel\n\n[Home](../home.md) [gone](gone.md) ![map](map.png)\n"),
        ("trips/map.png", picture()),
        ("home.md", "# Home\n"),
        ("other/home.md", "# home\n"),
    )
    with unit():
        before = session.scalar(select(func.count(Space.id)))

    told = outcome(alice, source)

    assert (told.report.pages, told.report.folders, told.report.links, told.files) == (5, 2, 1, 1)
    assert told.report.broken == ["trips/travel.md: gone.md"]
    assert told.report.left == {"front matter: mood": 1}
    assert [line.casefold() for line in told.report.clashes] == ["home (2×)"]
    assert "  Trips\n  \u2003Travel\n" in str(told)
    with unit():
        assert session.scalar(select(func.count(Page.id))) == 0
        assert session.scalar(select(func.count(Space.id))) == before


def test_a_rehearsal_says_what_the_import_then_does(
    zip_of: Callable[..., Path], importing: Import, alice: Person
) -> None:
    source = zip_of(("a/one.md", "# One\n\n[two](two.md)\n"), ("a/two.md", "# Two\n\n[x](nowhere/)\n"))

    told, done = outcome(alice, source).report, importing(source, "Notes").report

    assert (told.pages, told.folders, told.links, told.broken) == (done.pages, done.folders, done.links, done.broken)


def test_a_rehearsal_refuses_a_name_that_is_taken(
    zip_of: Callable[..., Path], importing: Import, alice: Person
) -> None:
    importing(zip_of(("in.md", "# In")), "Notes")
    source = zip_of(("out.md", "# Out"))

    with pytest.raises(Invalid, match="a space called Notes already"):
        outcome(alice, source)


def test_a_zip_without_a_page_makes_no_space(zip_of: Callable[..., Path], importing: Import) -> None:
    with pytest.raises(Invalid, match="Nothing in it is a page"):
        importing(zip_of(("map.png", picture())))
    with unit():
        assert not session.scalars(select(Space).where(Space.name == "Handbook")).all()
