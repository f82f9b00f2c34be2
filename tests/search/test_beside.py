"""Comments and files are found as themselves, with their page and by its rights, and are gone when they are."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.conftest import Person, Place
from tests.files.making import bring, picture
from wiki.accounts.actions.joining import Newcomer, join
from wiki.accounts.actions.me import Profile, change_profile
from wiki.accounts.links import Purpose, make_link
from wiki.comments.actions import answer, begin_thread, put_back, remove, reword
from wiki.comments.models import Remark, Thread
from wiki.core.db import session
from wiki.core.later import run_due
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.editing.purging import find as places_of
from wiki.editing.purging import purge
from wiki.files.actions import add_file, received, restore_file, trash_file
from wiki.files.models import File
from wiki.pages.actions import create_page, restore_page, trash_page
from wiki.search import attachments, indexing
from wiki.search.entries import Kind
from wiki.search.finding import find
from wiki.search.hits import Found
from wiki.search.models import FileText
from wiki.search.parsing import parse
from wiki.search.reading import text_of
from wiki.spaces.actions import create_space, remove_member
from wiki.spaces.models import Space
from wiki.transfer import joining
from wiki.transfer.planting import Graft
from wiki.transfer.report import Report

As = Callable[[Person | None], FlaskClient]
CONTENT = (
    '<?xml version="1.0"?><x:a xmlns:x="urn:x"><x:p><x:r><x:t>{}</x:t></x:r></x:p><x:p><x:t>Then tea.</x:t></x:p></x:a>'
)


FONT = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def zipped(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()


def pdf(words: str) -> bytes:
    """The least that is one."""
    drawn = f"BT /F1 24 Tf 72 720 Td ({words}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources {FONT} >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{said}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 5\n0000000000 65535 f \n{table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + tail.encode()


def hits(who: Person, text: str) -> list[Found]:
    with unit():
        return find(who.user, parse(text)).hits


def beside(who: Person, text: str) -> list[tuple[str, Kind, str]]:
    return [(hit.title, one.kind, one.name) for hit in hits(who, text) for one in hit.beside]


@pytest.fixture
def talked(written: Place, bob: Person, carol: Person) -> Place:
    with unit():
        thread = begin_thread(carol.user, written.page, "Who feeds the *wombat* & her young at night?")
        answer(bob.user, written.page, thread, "Nobody does, the owls are fed.")
    indexing.rebuild()
    indexing.drain()  # what is still due would be looked at anew by any test
    return written


def test_a_comment_is_found_with_its_page(talked: Place, as_: As, bob: Person, carol: Person, dave: Person) -> None:
    (hit,) = hits(carol, "wombat")
    assert (hit.title, hit.itself, hit.passage.pieces) == ("First steps", False, [])
    (one,) = hit.beside
    assert (one.kind, one.name) == (Kind.REMARK, "Carol Çelik")
    assert ["wombat", True] in [list(piece) for piece in one.passage.pieces]
    assert [each.name for each in hits(carol, "bob owl")[0].beside] == ["Bob de Boer"], "by who said it, too"
    assert [len(each.beside) for each in hits(carol, "key")] == [0]
    assert hits(dave, "wombat") == []
    answered = as_(carol).get("/search?q=wombat").text
    assert "Comment by Carol Çelik</a>" in answered
    assert "Who feeds the <mark>wombat</mark> &amp; her young at night?" in answered
    assert as_(carol).get(one.url).headers["Location"].endswith("-first-steps#thread-1")
    assert "wombat" not in as_(dave).get("/search?q=owl").text


def test_the_index_follows_what_is_said(talked: Place, bob: Person, carol: Person) -> None:
    with unit():
        said = session.scalars(select(Remark).order_by(Remark.id)).first()
        assert said is not None
        remove(carol.user, talked.page, said)
    assert hits(carol, "wombat") == [], "before the index knows"
    indexing.drain()
    with unit():
        put_back(carol.user, talked.page, session.get_one(Remark, said.id))
        reword(
            bob.user, talked.page, session.scalars(select(Remark).order_by(Remark.id.desc())).first(), "The dodo is."
        )  # type: ignore[arg-type]
    indexing.drain()
    assert beside(carol, "wombat") == [("First steps", Kind.REMARK, "Carol Çelik")]
    assert beside(carol, "dodo") == [("First steps", Kind.REMARK, "Bob de Boer")]
    assert beside(carol, "owls") == []
    with unit():
        answer(carol.user, talked.page, session.get_one(Thread, 1), "An okapi, then.")
    indexing.drain()
    assert len(beside(carol, "okapi")) == 1
    with unit():
        trash_page(bob.user, talked.page)
    assert hits(carol, "okapi") == []
    indexing.drain()
    with unit():
        restore_page(bob.user, talked.page)
    indexing.drain()
    assert len(beside(carol, "okapi")) == 1
    with unit():
        remove_member(talked.space, carol.user)
    assert hits(carol, "okapi") == []


def test_who_wrote_and_said_it_is_found_by_the_name_of_today(talked: Place, bob: Person, carol: Person) -> None:
    assert [(hit.title, hit.itself) for hit in hits(carol, "boer key")] == [("First steps", True)]
    with unit():
        mine = bob.user
        same = {"language": None, "theme": "", "shortcuts": True, "announces": True, "weekly_mail": True}
        change_profile(mine, Profile(name="Bob Visser", handle=mine.handle, **same))  # type: ignore[arg-type]
    indexing.drain()
    assert hits(carol, "boer") == []
    assert [(hit.title, hit.itself) for hit in hits(carol, "visser key")] == [("First steps", True)]
    assert beside(carol, "visser owls") == [("First steps", Kind.REMARK, "Bob Visser")]


def test_an_imported_author_is_found_by_the_name_they_join_under(talked: Place, bob: Person, carol: Person) -> None:
    with unit():
        token = make_link(Purpose.INVITATION, email="bob@example.org").rpartition("/")[2]
    with unit():
        assert join(
            token, Newcomer(name="Bob Visser", handle="bob", email="bob@example.org", password="a" * 12 + "b9X")
        )
    indexing.drain()
    assert hits(carol, "boer") == []
    assert [(hit.title, hit.itself) for hit in hits(carol, "visser key")] == [("First steps", True)]


def test_files_come_along_when_an_import_joins_a_space(
    talked: Place, alice: Person, bob: Person, carol: Person
) -> None:
    """They are indexed where nobody sees them, while the import goes on."""
    with unit():
        hidden = create_space(alice.user, "Hidden", team_role=None)
        page_id = create_page(alice.user, hidden, "Brought").id
    with received(BytesIO(b"The marmot sleeps."), "marmot.txt") as came, unit():
        add_file(alice.user, page_id, came)
    indexing.drain()
    assert beside(carol, "marmot") == []
    with unit():
        space = session.get_one(Space, talked.space_id)
        joining.join(hidden.id, space, [Graft([page_id], None, None, alone=True)], alice.user, Report(space="Hidden"))
    indexing.drain()
    assert beside(carol, "marmot") == [("Brought", Kind.FILE, "marmot.txt")]


def test_filters_ask_a_comment_itself(talked: Place, bob: Person, carol: Person) -> None:
    assert len(beside(bob, "wombat by:carol")) == len(beside(carol, "wombat by:me")) == 1
    assert beside(carol, "wombat by:bob") == []
    assert len(beside(carol, "wombat after:2020")) == 1
    assert beside(carol, "wombat before:2020") == beside(carol, "wombat has:attachment") == []
    assert beside(carol, "in:title wombat") == []
    assert beside(carol, 'wombat space:"Field work"') == beside(carol, "wombat space:field-work") != []
    with unit():
        assert [hit.title for hit in find(carol.user, parse("wombat"), order="new").hits] == ["First steps"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.txt", "De wombat eet koffie.".encode("utf-16")),
        ("plan.md", b"# The wombat\n\neats *koffie*"),
        ("plan.csv", "dier;eet\nwombat;koffie en thé\n".encode("cp1252")),
        ("plan.pdf", pdf("A wombat eats koffie")),
        ("Plan B.DOCX", zipped(word__document=CONTENT.format("The wombat eats koffie."))),
        ("plan.pptx", zipped(ppt__slides__slide1=CONTENT.format("The wombat eats koffie."))),
    ],
)
def test_a_file_is_found_by_what_it_says(
    written: Place, bob: Person, carol: Person, dave: Person, name: str, data: bytes
) -> None:
    indexing.rebuild()
    file_id = bring(written, bob, data, name)
    run_due()
    indexing.drain()
    (hit,) = hits(carol, "wombat koffie")
    assert [(one.kind, one.name) for one in hit.beside] == [(Kind.FILE, name)]
    assert {text.lower() for text, asked in hit.beside[0].passage.pieces if asked} == {"wombat", "koffie"}
    assert beside(carol, "in:title plan") == [("First steps", Kind.FILE, name)]
    assert beside(carol, "wombat has:attachment") == [("First steps", Kind.FILE, name)]
    assert hits(dave, "wombat") == []
    with unit():
        trash_file(bob.user, session.get_one(File, file_id))
    assert hits(carol, "wombat") == [], "before the index knows"
    indexing.drain()
    with unit():
        restore_file(session.get_one(File, file_id))
    indexing.drain()
    assert len(beside(carol, "wombat")) == 1


BOMB = '<!DOCTYPE a [<!ENTITY b "bb">]><x:a xmlns:x="urn:x"><x:t>wombat &b;</x:t></x:a>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notes.pdf", b"%PDF-1.7 no more than that, wombat"),
        ("notes.docx", b"PK\x03\x04 wombat"),
        ("notes.docx", zipped(word__document=BOMB)),
        ("notes.pptx", zipped(ppt__slides__slide1="<a><t>wombat")[:-9]),
        ("notes.txt", b"wombat\0\1\2"),
        ("notes.zip", zipped(wombat="<a/>")),
    ],
)
def test_a_file_that_cannot_be_read_is_found_by_its_name(
    written: Place, bob: Person, carol: Person, name: str, data: bytes
) -> None:
    bring(written, bob, data, name)
    run_due()
    indexing.rebuild()
    assert beside(carol, "notes") == [("First steps", Kind.FILE, name)]
    assert hits(carol, "wombat") == []


def test_a_file_is_read_once(written: Place, bob: Person, carol: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says is kept: an index that is built anew reads no file, and one that came before is read one day."""
    bring(written, bob, b"The wombat sleeps.", "sleep.txt")
    bring(written, bob, picture(), "wombat.png")
    with unit():
        session.query(FileText).delete()
    attachments.readers.close()
    with unit():
        attachments.sweep()
    run_due()
    monkeypatch.setattr(attachments, "text_of", None)
    run_due()
    indexing.rebuild()
    assert beside(carol, "sleeps") == [("First steps", Kind.FILE, "sleep.txt")]
    with unit():
        assert session.scalar(select(func.count()).select_from(FileText)) == 1


def test_a_secret_is_taken_out_of_what_was_read(written: Place, bob: Person, alice: Person, carol: Person) -> None:
    with unit():
        write_text(written.page_id, bob.id, "The door: hunter2okapi.")
    bring(written, bob, b"The code is hunter2okapi, said the wombat.", "door.txt")
    run_due()
    indexing.rebuild()
    assert len(hits(carol, "hunter2okapi")) == 1
    with unit():
        assert places_of(written.page, "hunter2okapi").others == 1
        purge(alice.user, written.page, "hunter2okapi")
    indexing.drain()
    assert hits(carol, "hunter2okapi") == []
    assert "█████" in "".join(text for text, _ in hits(carol, "wombat")[0].beside[0].passage.pieces)
    with unit():
        assert session.scalars(select(FileText.text)).all() == ["The code is █████, said the wombat."]


def test_a_page_with_much_beside_it_leaves_room_for_others(written: Place, bob: Person, carol: Person) -> None:
    with unit():
        thread = begin_thread(bob.user, written.page, "Wombat.")
        for number in range(80):
            answer(bob.user, written.page, thread, f"Wombat {number}.")
    for number in range(12):
        bring(written, bob, f"A wombat of {number}, and much besides it.".encode(), f"w{number}.txt")
    run_due()
    indexing.rebuild()
    (hit,) = hits(carol, "wombat")
    assert len(hit.beside) == 3


def test_only_so_much_of_a_file_is_read(tmp_path: pytest.TempPathFactory) -> None:
    place = tmp_path / "large.txt"  # type: ignore[operator]
    place.write_text("word " * 200_000)
    assert 190_000 < len(text_of(str(place), "txt")) <= 200_000
