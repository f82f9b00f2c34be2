"""Small histories, imported."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.conftest import Person
from tests.files.making import picture
from tests.transfer.conftest import Imported, Repo, in_words
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.editing import documents
from wiki.editing.models import PageSnapshot, PageWriter
from wiki.files.models import File
from wiki.pages.detailed import details_of
from wiki.pages.models import Page, PageAuthor, PageContent, PageLink, RevisionAuthor
from wiki.spaces.models import Activity, Membership, Role, Space
from wiki.transfer import growing, replaying

Import = Callable[..., Imported]


def name_of(user_id: int) -> str:
    return session.get_one(User, user_id).handle


def test_every_commit_is_a_revision_by_its_author(repo: Repo, importing: Import, bob: Person) -> None:
    repo.commit("bob", "Begin", trip="Bring the key.\n")
    repo.commit("erin", "Say which", trip="Bring the yellow key.\n")
    repo.commit("bob", "Elsewhere", other="Nothing to see.\n")
    imported = importing(repo.path)
    with unit():
        revisions = imported.revisions("trip.md")
        authors = [session.scalars(select(RevisionAuthor).filter_by(revision_id=r.id)).one() for r in revisions]
        assert [r.name for r in revisions] == ["Begin", "Say which"]
        assert imported.texts("trip.md") == ["Bring the key.\n", "Bring the yellow key.\n"]
        assert [r.at.isoformat() for r in revisions] == ["2024-05-01T08:01:00+00:00", "2024-05-01T08:02:00+00:00"]
        assert [name_of(a.user_id) for a in authors] == ["bob", "erin"]
        assert (revisions[1].added, revisions[1].removed) == (7, 0)
        assert authors[0].user_id == bob.id
        assert session.scalar(select(func.count(Activity.id)).where(Activity.verb == "wrote")) == 3


def test_authorship_is_known_for_each_run(repo: Repo, importing: Import) -> None:
    repo.commit("bob", trip="Bring the key 🔑.\n")
    repo.commit("erin", trip="Bring the yellow key 🔑 and a lamp.\n")
    imported = importing(repo.path)
    with unit():
        runs = [(name_of(user_id), text) for user_id, text in imported.runs("trip.md")]
        assert runs == [
            ("bob", "Bring the "),
            ("erin", "yellow "),
            ("bob", "key 🔑"),
            ("erin", " and a lamp"),
            ("bob", ".\n"),
        ]
        shares = dict(session.execute(select(PageAuthor.user_id, PageAuthor.units)).all())
        assert {name_of(user_id): units for user_id, units in shares.items()} == {"bob": 18, "erin": 18}


def test_the_log_goes_on_from_the_import(repo: Repo, importing: Import, alice: Person) -> None:
    repo.commit("bob", trip="Bring the key.\n")
    repo.commit("erin", trip="Bring the yellow key.\n")
    imported = importing(repo.path)
    with unit():
        page_id = imported.page("trip.md").id
        projected = documents.project(page_id)
        snapshot = session.scalars(select(PageSnapshot)).one()
        writers = set(session.scalars(select(PageWriter.client_id)))
        assert projected.text == "Bring the yellow key.\n"
        assert [tuple(run) for run in projected.runs] == [tuple(run) for run in snapshot.runs]
        assert {int(client) for client in snapshot.vector} == writers
        assert all(0 < client < 2**32 for client in writers)


def test_a_page_keeps_its_identity_through_renames(repo: Repo, importing: Import) -> None:
    repo.commit("bob", **{"a/trip": "Bring the key.\n" * 5})
    repo.git("mv", "a/trip.md", "voyage.md")
    repo.commit("erin", "Rename")
    repo.write("old/guide.md", "One two three four.\n")
    repo.commit("bob", "A guide")
    (repo.path / "old/guide.md").unlink()
    repo.write("new/guide.md", "Entirely other words, in another place.\n")
    repo.commit("bob", "Rewrite and move")
    imported = importing(repo.path)
    with unit():
        assert imported.report.pages == 3  # with one made for the folder
        assert imported.page("a/trip.md").id == imported.page("voyage.md").id
        assert len(imported.revisions("voyage.md")) == 2
        assert imported.texts("new/guide.md")[0] == "One two three four.\n"


def test_a_page_that_was_deleted_and_came_back_is_one_page(repo: Repo, importing: Import) -> None:
    repo.commit("bob", trip="First.\n", gone="Bye.\n")
    (repo.path / "trip.md").unlink()
    (repo.path / "gone.md").unlink()
    repo.commit("bob", "Away")
    repo.commit("erin", "Back", trip="First again.\n")
    imported = importing(repo.path)
    with unit():
        assert imported.texts("trip.md") == ["First.\n", "First again.\n"]
        assert imported.report.deleted == 1
        assert imported.report.pages == 1


def test_branches_meet_without_anybody_undoing_anybody(repo: Repo, importing: Import) -> None:
    repo.commit("bob", trip="one\n\ntwo\n\nthree\n")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit("erin", "On the side", trip="one\n\ntwo\n\nthree and a half\n")
    repo.git("checkout", "--quiet", "main")
    repo.commit("bob", "On main", trip="zero and one\n\ntwo\n\nthree\n")
    repo.merge("bob", "side")
    repo.commit("erin", "After", trip="zero and one\n\ntwo!\n\nthree and a half\n")
    imported = importing(repo.path)
    with unit():
        assert imported.texts("trip.md")[-2:] == [
            "zero and one\n\ntwo\n\nthree and a half\n",
            "zero and one\n\ntwo!\n\nthree and a half\n",
        ]
        assert [(r.added, r.removed) for r in imported.revisions("trip.md")][1:] in (
            [(9, 0), (11, 0), (1, 0)],
            [(11, 0), (9, 0), (1, 0)],
        )
        runs = [(name_of(user_id), text) for user_id, text in imported.runs("trip.md")]
        assert [text for who, text in runs if who == "erin"] == ["!", " and a half"]
        assert next(text for who, text in runs if who == "bob").startswith("zero and one")


def test_one_person_may_write_on_two_branches(repo: Repo, importing: Import) -> None:
    repo.commit("bob", trip="one\n\ntwo\n\nthree\n")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit("bob", trip="one\n\ntwo\n\nthree and a half\n")
    repo.git("checkout", "--quiet", "main")
    repo.commit("bob", trip="zero and one\n\ntwo\n\nthree\n")
    repo.merge("bob", "side")
    imported = importing(repo.path)
    with unit():
        assert imported.content("trip.md").text == "zero and one\n\ntwo\n\nthree and a half\n"
        assert len(imported.revisions("trip.md")) == 3
        assert len(set(session.scalars(select(PageWriter.client_id)))) == 2


def test_lines_broken_anew_keep_their_authors(repo: Repo, importing: Import) -> None:
    repo.commit("bob", trip="Bring the key, the lamp and the map to the plant room.\n")
    repo.commit("erin", trip="Bring the key,\nthe lamp and the map\nto the plant room.\n")
    imported = importing(repo.path)
    with unit():
        assert sum(len(text) for user_id, text in imported.runs("trip.md") if name_of(user_id) == "erin") <= 2


def test_a_merge_that_settles_a_conflict_is_a_revision(repo: Repo, importing: Import) -> None:
    repo.commit("bob", trip="red\n")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit("erin", trip="green\n")
    repo.git("checkout", "--quiet", "main")
    repo.commit("bob", trip="blue\n")
    with pytest.raises(Exception, match="status 1"):
        repo.merge("alice", "side")
    repo.commit("alice", "Settle", trip="violet\n")
    imported = importing(repo.path)
    with unit():
        assert imported.texts("trip.md")[-1] == "violet\n"
        assert imported.revisions("trip.md")[-1].name == "Settle"
        assert imported.content("trip.md").text == "violet\n"


def test_authors_are_found_by_address_or_made_without_a_password(repo: Repo, importing: Import, bob: Person) -> None:
    repo.commit("bob", trip="One.\n")
    repo.commit("erin", trip="Two.\n")
    importing(repo.path)
    with unit():
        erin = session.scalars(select(User).where(User.handle == "erin")).one()
        assert erin.password_hash is None
        assert not erin.is_demo
        assert session.scalar(select(func.count(User.id)).where(User.email == "bob@example.org")) == 1


def test_titles_redirects_and_links(repo: Repo, importing: Import) -> None:
    repo.write(
        "pages/about/conduct.md",
        "---\ntitle: Our conduct\nredirect_from:\n  - /conduct/\n---\n# Our conduct\n\nBe kind.\n",
    )
    repo.write("pages/about/index.md", "# About us\n\nSee [conduct](conduct.md#kind) and [tools](/tools/).\n")
    repo.write(
        "pages/tools.md",
        'Read {% page "/conduct/" %} or [this]({{ site.baseurl }}/about/conduct/) or [it](../about/), [no](nil/).\n',
    )
    repo.commit("bob")
    imported = importing(repo.path)
    with unit():
        conduct, about, tools = (imported.page(p) for p in ("conduct", "about", "tools"))
        assert (conduct.title, about.title, tools.title) == ("Our conduct", "About us", "Tools")
        assert conduct.parent_id == about.id
        assert about.parent_id is None
        assert imported.content("conduct").text == "Be kind.\n"
        assert f'href="{conduct.url}#' in imported.content("about").html
        assert f'href="{tools.url}"' in imported.content("about").html
        assert f'href="{conduct.url}"' in imported.content("tools").html
        assert f'href="{about.url}"' in imported.content("tools").html
        targets = session.scalars(select(PageLink.target_id).where(PageLink.page_id == about.id))
        assert set(targets) == {conduct.id, tools.id}
        assert imported.report.broken == ["pages/tools.md: nil/"]
        assert imported.report.links == 4


def test_folders_are_pages_in_the_order_of_titles(repo: Repo, importing: Import) -> None:
    for path in ("plays/play-10", "plays/play-2", "zoo", "slack", "slack/rules", "README"):
        repo.write(f"{path}.md", "Text.\n")
    repo.write("first.md", "---\norder: 1\n---\nText.\n")
    repo.commit("bob")
    imported = importing(repo.path)
    with unit():

        def under(parent_id: int | None) -> list[str]:
            return list(session.scalars(select(Page.title).where(Page.parent_id == parent_id).order_by(Page.position)))

        assert under(None) == ["First", "README", "Plays", "Slack", "Zoo"]
        assert under(imported.page("plays").id) == ["Play 2", "Play 10"]
        assert under(imported.page("slack").id) == ["Rules"]
        assert imported.content("plays").text == ""
        assert imported.report.folders == 1


def test_what_cannot_be_read_is_reported(repo: Repo, importing: Import) -> None:
    repo.commit("bob", crlf="One\r\ntwo\r\n", latin="caf\xe9\n".encode("latin-1"), fine="Ok\n", nul=b"a\0b\n")
    repo.write("huge.md", "x" * (2 * 1024 * 1024 + 1))
    repo.write(".github/template.md", "Hidden\n")
    (repo.path / "link.md").symlink_to("/etc/passwd")
    (repo.path / "bin.md.png").write_bytes(b"\x89PNG")
    repo.commit("bob")
    imported = importing(repo.path)
    with unit():
        assert imported.content("crlf.md").text == "One\ntwo\n"
        assert imported.content("latin.md").text == "café\n"
        assert imported.content("nul.md").text == "ab\n"
        assert imported.report.pages == 4
        assert imported.report.left == {"bytes that are not UTF-8": 1, "NUL characters": 1}
        assert sorted(in_words(imported.report.skipped)) == [
            ".github/template.md: hidden",
            "huge.md: too large, or not to be read",
            "link.md: a link, not a file",
        ]


def test_a_folder_without_history(tmp_path: Path, importing: Import, alice: Person) -> None:
    folder = tmp_path / "notes"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep/one.md").write_text("# Een\n\nTekst.\n")
    (folder / "secret.md").symlink_to("/etc/passwd")
    imported = importing(folder)
    with unit():
        assert imported.texts("deep/one.md") == ["Tekst.\n"]
        assert imported.page("deep/one.md").author_id == alice.id
        assert in_words(imported.report.skipped) == ["secret.md: a link, not a file"]


def test_a_bundle(tmp_path: Path, repo: Repo, importing: Import) -> None:
    repo.commit("bob", trip="One.\n")
    repo.git("bundle", "create", str(tmp_path / "all.bundle"), "HEAD", "main")
    imported = importing(tmp_path / "all.bundle")
    with unit():
        assert imported.texts("trip.md") == ["One.\n"]


def test_who_sees_it(repo: Repo, importing: Import, alice: Person) -> None:
    repo.commit("bob", trip="One.\n")
    importing(repo.path)
    with unit():
        space = session.scalars(select(Space)).one()
        assert (space.slug, space.name, space.team_role) == ("handbook", "Handbook", Role.EDITOR)
        assert session.get_one(Membership, (space.id, alice.id)).role == Role.OWNER


def test_a_name_that_is_taken_is_refused(repo: Repo, tmp_path: Path, importing: Import) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "word.md").write_text("Two.\n")
    repo.commit("bob", trip="One.\n")
    importing(tmp_path / "other")
    with pytest.raises(Invalid, match="a space called handbook already"):
        importing(repo.path, "handbook")


@pytest.mark.parametrize("what", ["empty", "file", "absent"])
def test_a_source_that_is_none_is_refused(tmp_path: Path, repo: Repo, importing: Import, what: str) -> None:
    (tmp_path / "file").write_text("just text")
    with pytest.raises(Invalid) as refused:
        importing(repo.path if what == "empty" else tmp_path / what)
    assert refused.value.field == "source"


def test_without_git_a_repository_is_refused_in_words(
    repo: Repo, importing: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("bob", trip="One.\n")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Invalid, match="needs git"):
        importing(repo.path)


def test_an_import_that_fails_leaves_nothing(repo: Repo, importing: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("bob", trip="One.\n", more="Two.\n")
    kept = growing._grow_page
    calls = iter((kept,))
    monkeypatch.setattr(growing, "_grow_page", lambda *args: next(calls)(*args))
    with pytest.raises(Exception, match=r".*"):
        importing(repo.path)
    with unit():
        assert not session.scalars(select(Space)).all()
        assert not session.scalars(select(PageContent)).all()
    monkeypatch.setattr(growing, "_grow_page", kept)
    assert importing(repo.path).report.pages == 2


def test_a_page_whose_history_is_too_much_keeps_its_last_version(
    repo: Repo, importing: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("bob", trip="One.\n")
    for number in range(30):
        repo.commit("erin", trip="One.\n\n" + "".join(f"{n * number} word {n}\n" for n in range(3000)))
    monkeypatch.setattr(replaying, "REPLAY_CPU_S", 0.7)
    imported = importing(repo.path)
    with unit():
        assert len(imported.revisions("trip.md")) == 1
        assert imported.report.left["history of a page"] == 1
        assert imported.content("trip.md").text.startswith("One.\n\n0 word 0\n29 word 1\n")


@pytest.mark.parametrize("as_folder", [True, False])
def test_pictures_and_files_come_along(
    repo: Repo, importing: Import, bob: Person, tmp_path: Path, as_folder: bool
) -> None:
    repo.write("docs/img/pump.png", picture())
    repo.write("docs/plan.pdf", b"%PDF-1.7")
    repo.write("docs/broken.png", b"\x89PNG\r\n\x1a\n but no more")
    repo.write(".secret/key.txt", b"secret")
    text = (
        "![The pump](../img/pump.png)\n\n[Plan](/plan.pdf) ![b](../broken.png) [k](../../.secret/key.txt) [n](no.zip)\n"
    )
    repo.commit("bob", **{"docs/rooms/pump": text, "docs/index": "![Pump](img/pump.png)\n"})
    if as_folder:
        shutil.rmtree(repo.path / ".git")
    done = importing(repo.path)
    assert done.report.brought == 3
    assert [line.partition(": ")[2] for line in done.report.files] == [
        "../broken.png",
        "../../.secret/key.txt",
        "no.zip",
    ]
    with unit():
        page, start = done.page("docs/rooms/pump.md"), done.page("docs/index.md")
        files = {(file.page_id, file.name): file for file in session.scalars(select(File))}
        assert files.keys() == {(page.id, "pump.png"), (page.id, "plan.pdf"), (start.id, "pump.png")}
        html = session.get_one(PageContent, page.id).html
        assert f'src="{files[page.id, "pump.png"].url}"' in html
        assert f'href="{files[page.id, "plan.pdf"].url}"' in html
        assert f'src="{files[start.id, "pump.png"].url}"' in session.get_one(PageContent, start.id).html
        assert session.get_one(PageContent, page.id).text == text, "the text stays as it was"


def test_front_matter_says_what_people_say_of_a_page(repo: Repo, importing: Import, bob: Person) -> None:
    said = "icon: 🔑\ntags: [Keys, gates]\nstatus: current\nowner: "
    repo.commit(
        "bob", trip=f"---\n{said}bob\n---\nText.\n", other="---\nicon: fa-key\ntags: a, b\nowner: who\n---\nText.\n"
    )
    imported = importing(repo.path)
    with unit():
        trip, other = (details_of(imported.page(path).id) for path in ("trip.md", "other.md"))
        assert (trip.icon, trip.tags, trip.status) == ("🔑", ("gates", "keys"), "current")
        assert trip.keeper
        assert trip.keeper.id == bob.id
        assert trip.standing
        assert trip.standing.at.isoformat() == "2024-05-01T08:01:00+00:00"
        assert (other.icon, other.tags, other.keeper) == ("", ("a", "b"), None)
    left = imported.report.left
    assert {key: left[key] for key in left if "front matter" in key} == {
        "front matter: icon": 1,
        "front matter: owner": 1,
    }
