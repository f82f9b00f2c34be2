"""A conversation as people have it without scripts, and what becomes of it with its page."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.comments.conftest import TEXT, page_of
from tests.conftest import Person, Place
from wiki.comments.actions import UNDO_FOR, begin_thread, erase_removed, react
from wiki.comments.models import Remark, Thread
from wiki.comments.policy import thread_for
from wiki.core.db import session
from wiki.core.errors import Invalid, NotAllowed, NotFound
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.editing.purging import find, purge
from wiki.pages.actions import create_page, trash_page
from wiki.pages.trash import erase_thrown
from wiki.spaces.actions import describe_space
from wiki.spaces.models import Role
from wiki.transfer.copying import copy_branch

As = Callable[[Person | None], FlaskClient]
QUERIES = 14


def said(client: FlaskClient, url: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(url).text.split("<main")[-1].split("</main>")[0]).split())


@pytest.mark.usefixtures("without_csrf")
def test_a_conversation_without_scripts(talked: Place, as_: As, alice: Person, bob: Person, carol: Person) -> None:
    reader, writer, owner = as_(carol), as_(bob), as_(alice)
    comments = f"{talked.url}/comments"
    form = {"text": "Which *sound*? [[Somewhere]] # <script>alert(1)</script>", "quote": "the sound to settle 漢字"}
    assert reader.post(comments, data=form).headers["Location"] == f"{talked.url}#thread-1"
    page = writer.get(talked.url).text
    assert "Which <em>sound</em>?" in page
    assert "alert(1)" not in page
    assert "/lead?to=" in page
    assert "the sound to settle 漢字" in said(writer, talked.url)
    assert "New" in said(writer, talked.url)
    assert "New" not in said(reader, talked.url)
    assert reader.post(comments, data={"text": "Hm", "quote": "not there"}).status_code == 422
    assert reader.post(comments, data={"text": " "}).status_code == 422

    assert writer.post("/threads/1/remarks", data={"text": "The pump's, @carol."}).status_code == 303
    assert "New" not in said(writer, talked.url)
    assert "New" in said(reader, talked.url)
    reader.post(f"{comments}/seen", data={"seen": "1:2"})
    assert "New" not in said(reader, talked.url)
    reader.post("/remarks/2/reactions", data={"emoji": "👍"})
    assert "👍 1" in said(writer, talked.url)
    reader.post("/remarks/2/reactions", data={"emoji": "👍"})
    assert "👍 1" not in said(writer, talked.url)
    writer.post("/remarks/2/edit", data={"text": "The valve's."})
    assert "edited" in said(reader, talked.url)

    assert owner.post("/remarks/2/edit", data={"text": "Mine"}).status_code == 403
    owner.post("/remarks/2/removal")
    assert "The valve's." not in said(reader, talked.url)
    assert reader.post("/remarks/2/removal/end").status_code == 403
    owner.post("/remarks/2/removal/end")
    assert "The valve's." in said(reader, talked.url)

    reader.post("/threads/1/resolution")
    assert "The valve's." not in said(writer, talked.url)
    assert "Resolved by Carol Çelik" in said(writer, f"{comments}?show=resolved")
    assert writer.get("/threads/1").headers["Location"] == f"{talked.url}/comments?show=resolved#thread-1"
    writer.post("/threads/1/resolution/end")
    assert "The valve's." in said(reader, f"{comments}?show=mine")
    with unit():
        write_text(talked.page_id, bob.id, "All gone.")
    assert "These words are not in the page any more" in said(reader, f"{comments}?show=detached")


def test_a_space_may_keep_comments_to_those_who_write(talked: Place, as_: As, bob: Person, carol: Person) -> None:
    with unit():
        thread_id = begin_thread(carol.user, page_of(talked, carol), "Mine").id
    with unit():
        describe_space(talked.space, name="Field work", about="", team_role=None, commenting=Role.EDITOR)
    with unit():
        thread_for(carol.user, thread_id)
        thread_for(bob.user, thread_id, to="answer")
        for verb in ("answer", "settle"):
            with pytest.raises(NotAllowed):
                thread_for(carol.user, thread_id, to=verb)  # type: ignore[arg-type]
    page = as_(carol).get(talked.url).text
    assert "Mine" in page
    assert "/remarks" not in page
    assert "Write a comment" not in page


def test_what_was_taken_back_is_erased_after_a_while(talked: Place, carol: Person, monkeypatch: object) -> None:
    with unit():
        begin_thread(carol.user, page_of(talked, carol), "Oh no")
    with unit():
        remark = session.scalars(select(Remark)).one()
        remark.removed_at = remark.at
        erase_removed(remark.id)
        assert session.scalar(select(func.count(Remark.id))) == 1, "it can still be put back"
        remark.removed_at = remark.at - UNDO_FOR
        session.flush()
        erase_removed(remark.id)
        assert session.scalar(select(func.count(Thread.id))) == 0


def test_a_secret_goes_from_what_was_said_about_it(talked: Place, alice: Person, carol: Person) -> None:
    with unit():
        begin_thread(carol.user, page_of(talked, carol), "Is `plant room` **plant** room?", quote="the plant room 🔑")
        begin_thread(carol.user, page_of(talked, carol), "Here", quote=", and the drawing")
    with unit():
        assert find(talked.page, "plant room").others >= 3
        purge(alice.user, talked.page, "plant room")
    with unit():
        for row in [*session.scalars(select(Thread)), *session.scalars(select(Remark))]:
            kept = " ".join(str(value) for value in vars(row).values())
            assert "plant room" not in kept
            assert "plantroom" not in kept
        assert find(talked.page, "plant room").others == 0


def test_threads_go_with_their_page_and_no_copy_has_them(talked: Place, alice: Person, bob: Person) -> None:
    with unit():
        thread_id = begin_thread(bob.user, page_of(talked, bob), "About this").id
        copy_branch(alice.user, page_of(talked, alice))
    with unit():
        assert session.scalar(select(func.count(Thread.id))) == 1
        trash_page(alice.user, talked.page)
        with pytest.raises(NotFound):
            thread_for(alice.user, thread_id)
        erase_thrown(talked.page)
    with unit():
        assert session.scalar(select(func.count(Remark.id))) == 0


def test_only_so_many_reactions(talked: Place, bob: Person) -> None:
    with unit():
        begin_thread(bob.user, page_of(talked, bob), "About this")
        page, remark = page_of(talked, bob), session.scalars(select(Remark)).one()
        for number in range(20):
            react(bob.user, page, remark, chr(0x1F600 + number))
        for emoji in ("🔑", "no emoji", ""):
            with pytest.raises(Invalid):
                react(bob.user, page, remark, emoji)


def test_many_threads_take_few_queries(talked: Place, as_: As, carol: Person, asked: list[str]) -> None:
    with unit():
        page = page_of(talked, carol)
        for number in range(30):
            begin_thread(carol.user, page, f"Remark {number}", quote="the sound" if number % 2 else "")
    client = as_(carol)
    client.get(talked.url)
    asked.clear()
    assert client.get(talked.url).text.count('class="thread"') == 30
    reads = [statement for statement in asked if statement.lstrip().upper().startswith("SELECT")]
    assert len(reads) <= QUERIES, "\n\n".join(reads)
    assert TEXT


def test_a_thread_is_shown_with_its_own_page_alone(talked: Place, as_: As, bob: Person, carol: Person) -> None:
    with unit():
        thread = begin_thread(carol.user, page_of(talked, carol), "Which key?")
        react(bob.user, page_of(talked, bob), session.scalars(select(Remark)).one(), "👍")
        other = create_page(bob.user, talked.space, "Elsewhere").id
        thread_id = thread.id
    reader = as_(carol)
    own = reader.get(f"/p/{talked.page_id}/comments/{thread_id}").text
    assert "Which key?" in own
    assert 'title="Bob de Boer"' in own, "who reacted"
    elsewhere = reader.get(f"/p/{other}/comments/{thread_id}")
    assert (elsewhere.status_code, "Which key?" in elsewhere.text) == (200, False)
