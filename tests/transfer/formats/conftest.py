"""Exports of other systems, packed by the tests that bring them in."""

from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.conftest import Person, Quiet
from tests.transfer.conftest import Imported
from wiki.core.unit import unit
from wiki.transfer.opening import Opening
from wiki.transfer.rehearsal import Rehearsal, rehearse

Files = Mapping[str, str | bytes]


@pytest.fixture
def packed(tmp_path: Path) -> Callable[[Files], Path]:
    def pack(files: Files) -> Path:
        there = tmp_path / "export.zip"
        with ZipFile(there, "w", ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return there

    return pack


class Both:
    """An import, and what its rehearsal said before."""

    def __init__(self, told: Rehearsal, done: Imported) -> None:
        self.told, self.done = told, done

    def agree(self) -> bool:
        one, other = self.told.report, self.done.report
        parts = ("pages", "folders", "links", "broken", "left", "skipped", "files")
        return all(getattr(one, part) == getattr(other, part) for part in parts) and self.told.files == other.brought


@pytest.fixture
def bringing(alice: Person, importing: Callable[..., Imported]) -> Callable[[Path], Both]:
    def bring(source: Path) -> Both:
        with unit():
            owner = alice.user
        return Both(rehearse(source, Opening("Handbook", owner), Quiet()), importing(source))

    return bring
