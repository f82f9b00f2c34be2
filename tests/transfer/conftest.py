"""Small repositories, made by the tests that read them."""

import os
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import Person, Quiet
from wiki.core.db import session
from wiki.core.speaking import spoken
from wiki.core.unit import unit
from wiki.editing.revisions import runs_of, text_of
from wiki.pages.models import Page, PageAlias, PageContent, Revision
from wiki.transfer.actions import import_git
from wiki.transfer.report import Report
from wiki.transfer.telling import Fact


class Repo:
    """A working copy in which people commit, a minute apart."""

    def __init__(self, path: Path) -> None:
        self.path, self._minute = path, 0
        path.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, **more: str) -> str:
        own = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        run = subprocess.run(
            ["git", *arguments], cwd=self.path, env=os.environ | own | more, check=True, capture_output=True, text=True
        )
        return run.stdout.strip()

    def write(self, path: str, text: str | bytes) -> None:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, who: str, subject: str = "Write", **files: str | bytes) -> str:
        for name, text in files.items():
            self.write(f"{name}.md", text)
        self.git("add", "--all")
        return self._as(who, "commit", "--quiet", "--allow-empty", "--message", subject)

    def merge(self, who: str, branch: str) -> None:
        self._as(who, "merge", "--quiet", "--no-ff", "--message", f"Merge {branch}", branch)

    def _as(self, who: str, *arguments: str) -> str:
        self._minute += 1
        at = f"2024-05-01T10:{self._minute:02}:00+0200"
        name, email = who.capitalize(), f"{who}@example.org"
        return self.git(
            *arguments,
            GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=email, GIT_AUTHOR_DATE=at,
            GIT_COMMITTER_NAME=name, GIT_COMMITTER_EMAIL=email, GIT_COMMITTER_DATE=at,
        )  # fmt: skip


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def in_words(facts: Iterable[Fact]) -> list[str]:
    return [fact.line(spoken("en")) for fact in facts]


class Imported:
    """What an import left in the database, as tests ask for it."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def page(self, path: str) -> Page:
        found = session.scalar(select(Page).join(PageAlias, PageAlias.page_id == Page.id).where(PageAlias.path == path))
        assert found, path
        return found

    def content(self, path: str) -> PageContent:
        return session.get_one(PageContent, self.page(path).id)

    def revisions(self, path: str) -> list[Revision]:
        page_id = self.page(path).id
        return list(session.scalars(select(Revision).where(Revision.page_id == page_id).order_by(Revision.number)))

    def texts(self, path: str) -> list[str]:
        return [text_of(revision) for revision in self.revisions(path)]

    def runs(self, path: str) -> list[tuple[int, str]]:
        """Who typed which piece of the text."""
        last = self.revisions(path)[-1]
        units, start, told = text_of(last).encode("utf-16-le"), 0, []
        for user_id, length in runs_of(last):
            told.append((user_id, units[2 * start : 2 * (start + length)].decode("utf-16-le")))
            start += length
        return told


@pytest.fixture
def importing(alice: Person) -> Callable[..., Imported]:
    """Import for alice."""

    def run(source: Path, name: str = "Handbook") -> Imported:
        with unit():
            owner = alice.user
        return Imported(import_git(source, space_name=name, owner=owner, progress=Quiet()))

    return run
