"""The same source comes again: nothing is made twice, what changed there changes here, and what people wrote stays."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, update
from sqlalchemy.orm import undefer

from tests.conftest import Person, Place, Quiet
from tests.files.making import picture
from tests.transfer.conftest import Imported, Repo
from wiki.cli import main
from wiki.core.db import session
from wiki.core.errors import Invalid, NotAllowed, NotFound
from wiki.core.later import run_due
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.editing.actions import current, write_text
from wiki.editing.purging import purge
from wiki.files.models import File
from wiki.pages.actions import rename_page, trash_page
from wiki.pages.detailed import details_of
from wiki.pages.details import give_tag, set_icon
from wiki.pages.models import Page, PageContent, Revision, RevisionAuthor, Status
from wiki.pages.policy import page_for
from wiki.spaces.models import Space
from wiki.transfer.actions import import_source
from wiki.transfer.opening import Opening
from wiki.transfer.origins import Origin
from wiki.transfer.rehearsal import rehearse
from wiki.transfer.report import Report

Import = Callable[..., Imported]
GARDEN = {
    "index.md": "# Garden\n\nSee [tools](tools.md).\n",
    "tools.md": "# Tools\n\nSpade and rake.\n\nKeep them dry.\n",
    "beds/roses.md": "# Roses\n\nPrune them in March.\n",
    "old.md": "# Old\n\nOnce.\n",
}


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    return write(tmp_path / "garden", GARDEN)


def text_of(page: Page) -> str:
    return current(page.id).text


def count(what: type) -> int:
    return session.scalar(select(func.count()).select_from(what)) or 0


def test_a_second_time_makes_nothing_twice_and_changes_what_changed(
    garden: Path, importing: Import, bob: Person
) -> None:
    first = importing(garden, "Garden")
    with unit():
        before = count(Page), count(Revision)
        tools, old = first.page("tools.md"), first.page("old.md")
        write_text(tools.id, bob.id, "Spade and rake.\n\nKeep them dry and oiled.\n")
        trash_page(bob.user, first.page("beds/roses.md"))
    assert importing(garden, "Garden").report.again.same == 3
    with unit():
        assert (count(Page), count(Revision)) == before

    write(
        garden,
        {"tools.md": "# Tools\n\nSpade, rake and hoe.\n\nKeep them dry.\n", "beds/roses.md": "# Roses\n\nCut.\n"},
    )
    write(garden, {"beds/tulips.md": "# Tulips\n\nBeside [roses](roses.md), with [tools](../tools.md).\n"})
    (garden / "old.md").unlink()
    told = importing(garden, "Garden").report

    again = told.again
    assert again is not None
    assert (again.changed, again.same, again.gone, again.left_out) == (["tools.md"], 1, ["old.md"], ["beds/roses.md"])
    assert (told.pages, told.revisions) == (1, 2)
    with unit():
        assert text_of(tools) == "Spade, rake and hoe.\n\nKeep them dry and oiled.\n", "both changes"
        assert session.get_one(PageContent, tools.id).text == text_of(tools), "and readers see them"
        assert text_of(old) == "Once.\n"
        tulips = first.page("beds/tulips.md")
        assert session.get_one(Page, tulips.parent_id).title == "Beds"
        assert session.scalar(select(func.count(Space.id))) == 1
    run_due()
    with unit():
        assert f"/p/{tools.id}-tools" in session.get_one(PageContent, tulips.id).html


def test_what_front_matter_says_otherwise_is_said_here_too(
    garden: Path, importing: Import, bob: Person, carol: Person
) -> None:
    def said(**meta: str) -> None:
        lines = "".join(f"{key}: {value}\n" for key, value in meta.items())
        write(garden, {"tools.md": f"---\n{lines}---\n{GARDEN['tools.md']}"})

    def here() -> tuple[str, tuple[str, ...], Status | None, int | None]:
        with unit():
            found = details_of(tools)
            return found.icon, found.tags, found.status, found.keeper and found.keeper.id

    said(icon="🌱", tags="[green, old]", status="draft", owner="bob")
    first = importing(garden, "Garden")
    with unit():
        tools, revisions = first.page("tools.md").id, len(first.revisions("tools.md"))
    assert here() == ("🌱", ("green", "old"), Status.DRAFT, bob.id)
    with unit():
        give_tag(bob.user, first.page("tools.md"), "ours")
        set_icon(bob.user, first.page("tools.md"), "🔧")

    said(icon="🌳", tags="[green, new]", status="current", owner="carol")
    assert importing(garden, "Garden").report.again.changed == ["tools.md"]
    assert here() == ("🔧", ("green", "new", "ours"), Status.CURRENT, carol.id), "the icon is ours by now"
    with unit():
        assert len(first.revisions("tools.md")) == revisions, "and nothing is written for it"
    assert importing(garden, "Garden").report.again.changed == []

    said(tags="[green]", owner="nobody")
    importing(garden, "Garden")
    assert here() == ("🔧", ("green", "ours"), None, None)


def test_pages_from_before_details_were_kept_learn_them(garden: Path, importing: Import) -> None:
    write(garden, {"tools.md": f"---\nstatus: draft\n---\n{GARDEN['tools.md']}"})
    first = importing(garden, "Garden")
    with unit():
        session.execute(update(Origin).values(said=""))
    assert importing(garden, "Garden").report.again.changed == []
    write(garden, {"tools.md": f"---\nstatus: current\n---\n{GARDEN['tools.md']}"})
    assert importing(garden, "Garden").report.again.changed == ["tools.md"]
    with unit():
        assert details_of(first.page("tools.md").id).status == Status.CURRENT


def test_new_commits_are_new_versions_by_their_authors(repo: Repo, importing: Import, alice: Person) -> None:
    repo.commit("bob", "Begin", trip="Bring the key.\n")
    first = importing(repo.path, "Trips")
    with unit():
        trip = first.page("trip.md")
        write_text(trip.id, alice.id, "Bring the key.\nAnd a map.\n")
    repo.commit("erin", "Say which", trip="Bring the yellow key.\n")
    repo.git("mv", "trip.md", "voyage.md")
    repo.commit("bob", "Say when")
    repo.commit("bob", "A lamp", voyage="Bring the yellow key.\nBring a lamp.\n")
    told = importing(repo.path, "Trips").report
    with unit():
        revisions = first.revisions("trip.md")
        authors = select(RevisionAuthor.user_id).where(RevisionAuthor.revision_id == revisions[-1].id)
        assert [r.name for r in revisions] == ["Begin", "", "Say which", "A lamp"]
        assert first.page("voyage.md").id == trip.id
        assert sorted(text_of(trip).splitlines()) == ["And a map.", "Bring a lamp.", "Bring the yellow key."]
        assert session.scalars(authors).one() != alice.id
        assert revisions[-1].at >= revisions[-2].at
    assert told.again is not None
    assert (told.again.changed, told.pages) == (["voyage.md"], 0)


def test_a_title_follows_unless_people_gave_another(garden: Path, importing: Import, bob: Person) -> None:
    first = importing(garden, "Garden")
    with unit():
        rename_page(bob.user, first.page("old.md"), "Formerly")
    write(garden, {"old.md": "# Past\n\nOnce.\n", "tools.md": "# Our tools\n\nSpade.\n"})
    told = importing(garden, "Garden").report
    with unit():
        assert first.page("old.md").title == "Formerly"
        assert first.page("tools.md").title == "Our tools"
    assert told.again is not None
    assert told.again.titles == ["old.md"]


def test_files_come_once_and_anew_when_they_changed(garden: Path, importing: Import) -> None:
    write(garden, {"tools.md": "# Tools\n\n![Spade](spade.png)\n"})
    (garden / "spade.png").write_bytes(picture(width=40))
    first = importing(garden, "Garden")
    assert importing(garden, "Garden").report.brought == 0
    (garden / "spade.png").write_bytes(picture(width=50))
    assert importing(garden, "Garden").report.brought == 1
    run_due()
    with unit():
        old, new = session.scalars(select(File).order_by(File.id)).all()
        html = first.content("tools.md").html
        assert new.url in html
        assert old.url not in html


def test_into_a_space_that_is_there(garden: Path, place: Place, bob: Person, carol: Person, dave: Person) -> None:
    def bring(person: Person, source: Path = garden) -> Report:
        with unit():
            space, user = session.scalars(select(Space)).one(), person.user
        return import_source(source, Opening(space.name, user, into=space.id), Quiet())

    for stranger, refusal in ((carol, NotAllowed), (dave, NotFound)):
        with pytest.raises(refusal):
            bring(stranger)
    with unit():
        theirs = {page.id: page.parent_id for page in session.scalars(select(Page))}
        name = session.scalars(select(Space.name)).one()
        with_title = session.scalars(select(Page)).first()
        assert with_title
        rename_page(bob.user, with_title, "Roses")
    report = bring(bob)
    assert (report.space, report.pages, report.clashes) == (name, 5, ["Roses"])
    with unit():
        assert session.scalar(select(func.count(Space.id))) == 1
        assert {i: session.get_one(Page, i).parent_id for i in theirs} == theirs
        assert session.scalar(select(Space.team_role)) is None, "its rights are as they were"
    assert bring(bob).pages == 0
    other = write(garden.parent / "other", {"index.md": "# Other\n\nSee [it](tools.md)\n", "tools.md": "# T\n\nx\n"})
    assert bring(bob, other).addresses, "which lead to the pages that were there first"
    with unit():
        assert session.scalar(select(func.count(Page.id)).where(Page.title == "T")) == 1


def test_another_source_does_not_come_into_a_space_of_its_name(garden: Path, importing: Import) -> None:
    importing(garden, "Garden")
    other = write(garden.parent / "other", {"words.md": "# Words\n\nOther.\n"})
    with pytest.raises(Invalid, match="There is a space called Garden already"):
        importing(other, "Garden")


def test_a_rehearsal_tells_what_would_become_of_each(garden: Path, importing: Import, alice: Person) -> None:
    importing(garden, "Garden")
    write(garden, {"tools.md": "# Tools\n\nHoe.\n", "new.md": "# New\n\nNew.\n"})
    (garden / "old.md").unlink()
    with unit():
        owner = alice.user
        before = count(Page), count(Revision)
    said = str(rehearse(garden, Opening("Garden", owner), Quiet()))
    for line in ("New pages: 1", "Would be changed: 1", "left alone: 2", "still here: 1\n  old.md"):
        assert line in said
    with unit():
        assert (count(Page), count(Revision)) == before


def test_a_secret_taken_out_is_not_kept_for_the_next_time(garden: Path, importing: Import, alice: Person) -> None:
    write(garden, {"tools.md": "# Tools hunter22\n\nThe key is hunter22.\n"})
    first = importing(garden, "Garden")
    with unit():
        tools = first.page("tools.md")
        purge(alice.user, page_for(alice.user, tools.id), "hunter22")
    with unit():
        origin = session.scalars(select(Origin).where(Origin.page_id == tools.id).options(undefer(Origin.text_z))).one()
        assert "hunter22" not in origin.title
        assert zlib.decompress(origin.text_z).decode() == "The key is █████.\n"


def test_the_command_goes_on_where_it_came_before(garden: Path, alice: Person, settings: Settings) -> None:
    def run(*more: str) -> str:
        command = ["import", str(garden), "--owner", alice.handle, *more]
        return str(CliRunner(env={"DATA_DIR": str(settings.data_dir)}).invoke(main, command).output)

    assert "New pages: 5" in run("--space", "Garden")
    write(garden, {"tools.md": "# Tools\n\nHoe.\n"})
    assert "Would be changed: 1\n  tools.md\nUnchanged, and left alone: 3" in run("--space", "Garden", "--dry-run")
    assert "Changed: 1\n  tools.md\nUnchanged, and left alone: 3" in run("--into", "garden")
    assert "There is no space alice may write in at /s/elsewhere" in run("--into", "elsewhere")
    assert "Give either" in run()
