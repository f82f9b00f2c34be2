"""Threads stay on their words through whatever happens to the text, and none is ever lost."""

import pytest
from sqlalchemy import delete

from tests.comments.conftest import TEXT, page_of
from tests.conftest import Person, Place
from wiki.comments.actions import begin_thread
from wiki.comments.models import Thread
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.editing import documents
from wiki.editing import log as page_log
from wiki.editing.actions import current, name_version, restore_version, write_text
from wiki.editing.models import PageHead, PageUpdate
from wiki.editing.projecting import project
from wiki.editing.purging import purge
from wiki.editing.quarantine import keep_snapshot

WORDS = "Wait for the sound to settle 漢字"


@pytest.fixture
def thread(talked: Place, carol: Person) -> int:
    """About the first of two passages that say nearly the same, by somebody who may only read."""
    with unit():
        return begin_thread(carol.user, page_of(talked, carol), "Which *sound*?", quote=WORDS).id


def stands(thread_id: int) -> tuple[str, int | None, bool]:
    """(its words, its line, whether it is detached)."""
    with unit():
        thread = session.get_one(Thread, thread_id)
        return thread.words, thread.line, thread.detached_at is not None


def write(place: Place, person: Person, text: str) -> None:
    with unit():
        write_text(place.page_id, person.id, text)


def test_it_follows_edits_around_and_inside(talked: Place, thread: int, bob: Person, alice: Person) -> None:
    assert stands(thread) == (WORDS, 4, False)
    text = "漢字 🎉 above\n\n" + TEXT.replace("the sound", "the *low* 🔊 sound", 1)
    write(talked, bob, text)
    assert stands(thread) == ("Wait for the low 🔊 sound to settle 漢字", 6, False)
    write(talked, alice, text.replace("Wait for ", "").replace(" 漢字\n", "\n"))
    assert stands(thread) == ("the low 🔊 sound to settle", 6, False)


def test_words_that_go_leave_it_detached_and_bring_it_back(talked: Place, thread: int, bob: Person) -> None:
    with unit():
        name_version(talked.page_id, "Whole")
    write(talked, bob, TEXT.replace(f"- [ ] {WORDS}\n", ""))
    assert stands(thread)[1:] == (None, True)
    with unit():
        assert session.get_one(Thread, thread).quote == WORDS
    write(talked, bob, "Nothing at all.")
    assert stands(thread)[2]
    with unit():
        restore_version(talked.page_id, bob.id, 1)
    assert stands(thread) == (WORDS, 4, False)
    write(talked, bob, "And so on.\n\n" + TEXT)
    assert stands(thread) == (WORDS, 6, False), "it has marks again"


def test_cut_and_paste_takes_it_along(talked: Place, thread: int, bob: Person) -> None:
    line = f"- [ ] {WORDS}\n"
    write(talked, bob, TEXT.replace(line, "") + "\n## Elsewhere\n\n" + line)
    words, at, detached = stands(thread)
    assert (words, detached) == (WORDS, False)
    assert at
    assert at > 8
    with unit():
        assert session.get_one(Thread, thread).path == "Elsewhere"


def test_it_survives_compaction_and_a_new_epoch(talked: Place, thread: int, bob: Person, alice: Person) -> None:
    with unit():
        made = documents.snapshot(talked.page_id)
        keep_snapshot(talked.page_id, made)
        session.execute(delete(PageUpdate).where(PageUpdate.page_id == talked.page_id))
    documents.child.close()
    write(talked, bob, "Above.\n\n" + TEXT)
    assert stands(thread) == (WORDS, 6, False)
    with unit():
        purge(alice.user, talked.page, "bypass")
    assert stands(thread) == (WORDS, 6, False)
    with unit():
        head = page_log.head_of(talked.page_id)
        assert (head.epoch, session.get_one(Thread, thread).epoch) == (2, 2)
        assert session.get_one(PageHead, talked.page_id).epoch == 2
    text = current_text(talked)
    write(talked, bob, text.replace("Wait for", "Listen for"))
    assert stands(thread)[0] == WORDS.replace("Wait", "Listen")


def current_text(place: Place) -> str:
    project(place.page_id)
    with unit():
        return current(place.page_id).text


def test_what_is_not_there_cannot_be_spoken_about(talked: Place, carol: Person) -> None:
    with unit(), pytest.raises(Invalid):
        begin_thread(carol.user, page_of(talked, carol), "Hm?", quote="Words of another page")
