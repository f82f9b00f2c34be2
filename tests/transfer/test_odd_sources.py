"""Folders, zips and repositories as nobody should make them, and as some systems do."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import Person
from tests.files.making import picture
from tests.transfer.conftest import Imported, Repo, in_words
from wiki.core.unit import unit
from wiki.transfer.histories import DEEPEST
from wiki.transfer.source import read_source
from wiki.transfer.zipped import LONGEST_NAME, fitting

Import = Callable[..., Imported]


def skipped(imported: Imported) -> list[str]:
    return sorted(in_words(imported.report.skipped))


def test_names_that_are_not_utf8_come_in_as_old_programs_meant_them(tmp_path: Path, importing: Import) -> None:
    (tmp_path / "notes").mkdir()
    for name, data in ((b"caf\xe9.md", b"See ![tea](th\xc3\xa9.png).\n"), (b"th\xe9.png", picture())):
        (tmp_path / "notes" / os.fsdecode(name)).write_bytes(data)

    imported = importing(tmp_path / "notes")

    with unit():
        assert imported.page("café.md").title == "Café"
    assert (imported.report.brought, skipped(imported)) == (1, [])


def test_what_is_no_file_is_neither_read_nor_waited_for(tmp_path: Path, importing: Import) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "fine.md").write_text("Fine.\n")
    os.mkfifo(tmp_path / "notes" / "pipe.md")

    imported = importing(tmp_path / "notes")

    assert imported.report.pages == 1
    assert skipped(imported) == ["pipe.md: too large, or not to be read"]


def test_a_name_that_is_too_long_here_is_cut(tmp_path: Path, importing: Import) -> None:
    names = ["я" * 200 + ".md", "я" * 200 + "ю.md"]
    assert len(names[0].encode()) > LONGEST_NAME
    with ZipFile(tmp_path / "long.zip", "w") as archive:
        for name in names:
            archive.writestr(f"notes/{name}", "# Long\n")

    imported = importing(tmp_path / "long.zip")

    assert imported.report.pages == 2
    assert len({fitting(name) for name in names}) == 2
    assert all(len(fitting(name).encode()) <= LONGEST_NAME and fitting(name).endswith(".md") for name in names)


def test_a_page_in_a_thousand_folders_is_left_out(repo: Repo, importing: Import) -> None:
    repo.commit("bob", fine="Fine.\n")
    blob = repo.git("rev-parse", "HEAD:fine.md")
    repo.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{'a/' * 1000}deep.md")
    repo._as("bob", "commit", "--quiet", "--message", "Bury it")

    imported = importing(repo.path)

    assert imported.report.pages == 1
    assert [line.endswith(f": in more than {DEEPEST} folders") for line in skipped(imported)] == [True]


@pytest.mark.parametrize(
    ("line", "title", "order"),
    [
        ("title: 2024-01-02", "2024-01-02", None),
        ("title: 0x" + "f" * 20_000, "Page", None),
        ("order: " + "9" * 400, "Page", None),
        ("order: .nan", "Page", None),
        ("order: 3", "Page", 3.0),
    ],
)
def test_odd_values_of_front_matter_lose_no_page(line: str, title: str, order: float | None) -> None:
    source = read_source(f"---\n{line}\n---\nText.\n".encode(), "page.md")

    assert (source.title, source.order, source.text) == (title, order, "Text.\n")


def test_a_full_disk_is_told_in_a_line(tmp_path: Path, alice: Person) -> None:
    """The limit of a file's size is met as a full disk is: by a write that the system refuses."""
    source = tmp_path / "notes"
    source.mkdir()
    for number in range(8):
        (source / f"page-{number}.md").write_text(f"{number} some words\n\n" * 4000)
    largest = max(file.stat().st_size for file in tmp_path.glob("kring.sqlite*")) + 300_000

    done = subprocess.run(
        [sys.executable, "-m", "wiki.cli", "import", str(source), "--space", "Notes", "--owner", alice.handle],
        env=os.environ | {"DATA_DIR": str(tmp_path)}, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )  # fmt: skip

    assert done.returncode == 1, done.stderr
    assert "The import broke off, and nobody sees anything of it" in done.stderr
    assert "Traceback" not in done.stderr
