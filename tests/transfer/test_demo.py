"""The demo as `make demo` prepares it, checked against git itself."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from tests.conftest import Quiet
from tests.transfer.test_round_trip import out, told, without_addresses
from wiki.accounts.models import User
from wiki.accounts.queries import the_team
from wiki.core.db import connect, session
from wiki.core.paths import shipped
from wiki.core.settings import Settings, read_settings
from wiki.core.unit import unit
from wiki.editing.models import PageSnapshot
from wiki.editing.revisions import text_of
from wiki.pages.models import Page, PageAlias, PageAuthor, PageContent, Revision
from wiki.spaces.models import Membership, Space
from wiki.transfer import demo
from wiki.transfer.actions import import_git
from wiki.transfer.addresses import links_in
from wiki.transfer.source import read_source

pytestmark = pytest.mark.slow

BROKEN_IN_THE_SOURCE = {("pages/tools/slack.md", "emoji/"), ("pages/updating-the-handbook/shortcodes.md", "my-page")}
HANDBOOK = "handbook"


@pytest.fixture(autouse=True)
def _connected(prepared: Settings) -> Iterator[Engine]:
    engine = connect(prepared)
    with unit():
        yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handbook") / "bare"
    bundle = shipped("demo") / "handbook.bundle"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(bundle), str(folder)], check=True)
    return folder


def git(repository: Path, *arguments: str) -> str:
    run = subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True, text=True)
    return run.stdout


@pytest.fixture(scope="module")
def files(repository: Path) -> dict[str, bytes]:
    listed = (line.split(maxsplit=3) for line in git(repository, "ls-tree", "-r", "HEAD").splitlines())
    blobs = {path: blob for mode, _, blob, path in listed if mode != "120000" and not path.startswith(".")}
    show = ["git", "-C", str(repository), "cat-file", "blob"]
    return {path: subprocess.run([*show, blob], check=True, capture_output=True).stdout for path, blob in blobs.items()}


def handbook() -> int:
    return session.scalars(select(Space.id).where(Space.slug == HANDBOOK)).one()


def texts() -> dict[str, tuple[int, str]]:
    """Each page's id and text by its path in the repository."""
    paths = select(func.min(PageAlias.id)).where(PageAlias.space_id == handbook()).group_by(PageAlias.page_id)
    rows = session.execute(
        select(PageAlias.path, PageContent.page_id, PageContent.text)
        .join(PageContent, PageContent.page_id == PageAlias.page_id)
        .where(PageAlias.id.in_(paths), PageAlias.path.endswith(".md"))
    )
    return {path: (page_id, text) for path, page_id, text in rows}


def addresses() -> frozenset[str]:
    return frozenset(session.scalars(select(PageAlias.path).where(PageAlias.space_id == handbook())))


def test_every_file_is_a_page_with_its_text(files: dict[str, bytes]) -> None:
    kept, known = texts(), addresses()
    assert kept.keys() == files.keys()
    assert all(kept[path][1] == read_source(data, path, known).text for path, data in files.items())


def test_what_needs_no_rewriting_is_not_rewritten(files: dict[str, bytes]) -> None:
    kept = texts()
    plain = 0
    for path, data in files.items():
        front, mark, body = data.decode().partition("\n---\n")
        if (
            mark
            and not re.search(r"questions|subtitle|redirect_to|outdated", front)
            and not re.search(r"\{[%{#.:]|^# ", body)
        ):
            plain += 1
            links = re.compile(r"\]\([^)]*\)")  # relative ones may count from elsewhere now
            assert links.sub("", kept[path][1]).strip() == links.sub("", body).strip(), path
    assert plain > 30


def test_every_commit_of_a_file_is_a_revision(repository: Path, files: dict[str, bytes]) -> None:
    """For files that were never called otherwise, git can be asked directly."""
    renamed = set(
        re.findall(r"^:.*\tR?.*?([^\t\n]+\.md)$", git(repository, "log", "--raw", "-M", "--diff-filter=R"), re.M)
    )
    added = Counter(git(repository, "log", "--no-merges", "--diff-filter=A", "--name-only", "--format=").split())
    compared = 0
    for path, (page_id, _) in texts().items():
        if path in renamed or added[path] != 1:
            continue
        log = git(repository, "log", "--no-merges", "--full-history", "--format=%at %s", "HEAD", "--", path)
        told = session.execute(select(Revision.at, Revision.name).where(Revision.page_id == page_id))
        ours = Counter(f"{int(at.timestamp())} {name}" for at, name in told if not name.startswith("Merge "))
        theirs = Counter(line[:11] + line[11:][:200] for line in log.splitlines() if not line[11:].startswith("Merge "))
        if theirs - ours:
            raise AssertionError(f"{path}: {theirs - ours}")
        compared += ours == theirs
    assert compared > 30


def test_revisions_end_with_the_text(files: dict[str, bytes]) -> None:
    for page_id, text in texts().values():
        last = session.scalars(
            select(Revision).where(Revision.page_id == page_id).order_by(Revision.number.desc()).limit(1)
        ).one()
        assert text_of(last) == text


def test_authorship_covers_each_text() -> None:
    runs = {snapshot.page_id: snapshot.runs for snapshot in session.scalars(select(PageSnapshot))}
    for page_id, text in texts().values():
        units = len(text.encode("utf-16-le")) // 2
        shares = session.scalar(
            select(func.coalesce(func.sum(PageAuthor.units), 0)).where(PageAuthor.page_id == page_id)
        )
        assert sum(length for _, length in runs[page_id]) == shares == units


def test_authors_have_about_the_part_that_blame_gives_them(repository: Path, files: dict[str, bytes]) -> None:
    """Where nobody broke all lines anew: blame takes whoever did so for the author of everything."""
    apart = []
    for path, (page_id, _) in texts().items():
        blame = git(repository, "blame", "--line-porcelain", "-w", "HEAD", "--", path)
        if "Port Handbook from Jekyll" in blame:
            continue
        rows = select(User.email, PageAuthor.units).join(User, User.id == PageAuthor.user_id)
        ours = Counter(dict(session.execute(rows.where(PageAuthor.page_id == page_id)).all()))
        theirs: Counter[str] = Counter()
        for mail, line in re.findall(r"^author-mail <(.*?)>$.*?^\t(.*?)$", blame, re.M | re.S):
            theirs[mail] += len(line)
        apart.append(sum(abs(ours[m] / ours.total() - theirs[m] / theirs.total()) for m in ours | theirs) / 2)
    assert len(apart) > 50
    assert median(apart) < 0.03
    assert sum(part < 0.15 for part in apart) > 0.8 * len(apart)


def test_no_link_is_broken_that_was_not_broken_before() -> None:
    known = addresses()
    broken = {(path, link) for path, (_, text) in texts().items() for link in links_in(text, path, known)["nothing"]}
    assert broken == BROKEN_IN_THE_SOURCE


def test_pages_are_ready_to_be_read() -> None:
    pages = session.scalars(select(PageContent).where(PageContent.text != "")).all()
    assert all(content.html and content.renderer and not content.overran for content in pages)
    assert (
        session.scalar(select(func.max(PageContent.updated_at)).join(Page).where(Page.space_id == handbook())).year
        == 2025
    )


def test_the_people() -> None:
    members = session.scalars(select(User).where(User.is_demo)).all()
    others = session.scalars(select(User).where(~User.is_demo)).all()
    assert len(members) == 20
    assert all(member.place and member.slot in range(8) and member.password_hash is None for member in members)
    assert len(others) > 250
    assert all(re.fullmatch(r"Member \d{3}", other.name) and other.password_hash is None for other in others)
    assert the_team().name == "Lantern Works"


def test_the_spaces() -> None:
    spaces = {space.name: space for space in session.scalars(select(Space))}
    assert spaces.keys() == {"Field engineering", "Planning and permits", "Handbook"}
    assert spaces["Planning and permits"].team_role is None
    roles = select(Membership.role).where(Membership.space_id == spaces["Planning and permits"].id)
    assert Counter(session.scalars(roles)) == {"owner": 1, "editor": 5, "reader": 1}


def test_the_invented_pages_have_several_writers_and_no_wanted_page() -> None:
    page = session.scalars(select(Page).where(Page.title == "Commissioning a substation")).one()
    writers = session.scalars(select(User.name).join(PageAuthor).where(PageAuthor.page_id == page.id))
    assert set(writers) == {"Mira Vos", "Joost Willems", "Priya Raman", "Lene Østergaard", "Samir Haddad"}
    invented = select(PageContent.html).join(Page, Page.id == PageContent.page_id).where(Page.space_id != handbook())
    html = "".join(session.scalars(invented))
    assert "wanted" not in html
    assert "<!-- by" not in html
    for sign in ("callout", "<table", "checkbox", "math", "footnote", "<mark>", "<details", "mention"):
        assert sign in html, sign


def test_the_handbook_taken_out_and_brought_back_is_the_same(prepared: Settings, tmp_path: Path) -> None:
    copied = read_settings({}, data_dir=shutil.copytree(prepared.data_dir, tmp_path / "data"), durable=False, demo=True)
    engine = connect(copied)
    before, first = told("Handbook"), out(tmp_path / "one", "Handbook")
    with unit():
        owner = session.scalars(select(User).where(User.name == "Mira Vos")).one()
    report = import_git(tmp_path / "one", space_name="Again", owner=owner, progress=Quiet())
    after = told("Again")
    assert len(after) == len(before) > 60
    assert [compared(page) for page in after] == [compared(page) for page in before]
    assert {tuple(link.split(": ")) for link in report.broken} == {
        (path.removeprefix("pages/"), link) for path, link in BROKEN_IN_THE_SOURCE
    }
    assert report.left == {}
    assert out(tmp_path / "two", "Again").keys() == first.keys()
    engine.dispose()


def compared(page: dict[str, Any]) -> dict[str, Any]:
    """Several links to a page may be one address now; a page that nobody wrote is now whoever's who brought it."""
    bare = without_addresses(page) | {"links": set(page["links"])}
    bare["text"] = re.sub(r"^(\[[^\]]+\]:) \S+", r"\1", bare["text"], flags=re.M)
    return bare if page["text"] else {**bare, "who": None}


def test_a_second_start_does_nothing(prepared: Settings) -> None:
    before = session.scalar(select(func.count(Revision.id)))
    demo.prepare(prepared, Quiet())
    assert session.scalar(select(func.count(Revision.id))) == before
