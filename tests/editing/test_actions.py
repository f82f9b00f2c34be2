"""Writing from outside: forms, restored versions, imports."""

import pytest

from tests.conftest import Person, Place
from wiki.core.db import session
from wiki.core.errors import NotFound
from wiki.core.unit import Rollback, unit
from wiki.editing import documents, projecting, snapshots
from wiki.editing import log as page_log
from wiki.editing.actions import current, name_version, restore_version, text_at, write_text
from wiki.editing.log import Entry, Head
from wiki.editing.models import PageSnapshot, PageUpdate
from wiki.editing.revisions import last_of, runs_of
from wiki.pages.models import PageAuthor, PageContent

FAMILY = "👩‍👩‍👧"


def write(place: Place, person: Person, text: str, **more: object):
    with unit():
        return write_text(place.page_id, person.id, text, **more)


def shown(place: Place) -> PageContent:
    with unit():
        return session.get_one(PageContent, place.page_id)


def test_what_alice_saves_is_in_the_log_and_shown_at_once(place: Place, alice: Person) -> None:
    written = write(place, alice, "# Hello\r\n\r\nWorld")
    assert (written.text, written.conflict, written.epoch, written.seq) == ("# Hello\n\nWorld", False, 1, 1)
    content = shown(place)
    assert (content.text, content.seq, content.updated_by_id) == ("# Hello\n\nWorld", 1, alice.id)
    assert "Hello</h2>" in content.html
    with unit():
        assert current(place.page_id) == ("# Hello\n\nWorld", 1, 1)


def test_saving_the_same_text_writes_nothing(place: Place, alice: Person) -> None:
    write(place, alice, "Hello")
    assert write(place, alice, "Hello").seq == 1


def test_a_form_merges_with_what_others_wrote_since_it_was_loaded(place: Place, alice: Person, bob: Person) -> None:
    loaded = write(place, alice, "One two three four.")
    write(place, bob, "One 2 three four.")
    written = write(place, alice, "One two three 4.", base=(loaded.epoch, loaded.seq))
    assert (written.text, written.conflict) == ("One 2 three 4.", False)
    with unit():
        assert session.get_one(PageAuthor, (place.page_id, bob.id)).units == 1


def test_of_words_that_both_changed_both_stay_and_alice_is_told(place: Place, alice: Person, bob: Person) -> None:
    loaded = write(place, alice, "The sky is blue.")
    write(place, bob, "The sky is grey.")
    written = write(place, alice, "The sky is red.", base=(loaded.epoch, loaded.seq))
    assert written.conflict
    assert "grey" in written.text
    assert "red" in written.text


def test_the_first_text_is_written_once_by_a_double_click(place: Place, alice: Person) -> None:
    write(place, alice, "Once", base=(1, 0))
    assert write(place, alice, "Once", base=(1, 0)).text == "Once"


def test_what_is_rolled_back_never_was(place: Place, alice: Person) -> None:
    with unit():
        write_text(place.page_id, alice.id, "Never")
        raise Rollback
    assert write(place, alice, "Always").text == "Always"
    with unit():
        projecting_text = documents.project(place.page_id).text
    assert projecting_text == "Always"


def test_another_edit_between_is_seen_under_the_lock(
    place: Place, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, alice, "Base.")
    ask = documents.edit
    meddled: list[int] = []

    def meddling(*args: object, **kwargs: object):
        edit = ask(*args, **kwargs)
        if not meddled:
            meddled.append(1)
            write(place, bob, "Base. Same words.")
        return edit

    monkeypatch.setattr(documents, "edit", meddling)
    assert write(place, alice, "Base. Same words.", base_text="Base.").text == "Base. Same words."


def test_a_text_and_its_place_belong_together_while_others_write(
    place: Place, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, alice, "One.", show=False)
    begin = page_log.begin

    def overtaken(page_id: int) -> Head:
        head = begin(page_id)
        monkeypatch.undo()
        write(place, bob, "One. Two.", show=False)
        return head

    monkeypatch.setattr(page_log, "begin", overtaken)
    with unit():
        assert current(place.page_id) == ("One. Two.", 1, 2)


def test_an_older_version_comes_back_as_an_edit_of_who_restores_it(place: Place, alice: Person, bob: Person) -> None:
    write(place, alice, "First words.")
    projecting.project(place.page_id, ends=True)
    write(place, bob, "Something else altogether, and much more of it.")
    projecting.project(place.page_id, ends=True)
    with unit():
        assert restore_version(place.page_id, alice.id, 1).text == "First words."
        with pytest.raises(NotFound):
            restore_version(place.page_id, alice.id, 9)


def test_a_session_becomes_a_version_with_its_authors(place: Place, alice: Person, bob: Person) -> None:
    write(place, alice, "a" * 60)
    write(place, bob, "a" * 60 + "b" * 20)
    projecting.project(place.page_id, ends=True)
    with unit():
        version = last_of(place.page_id)
        assert version is not None
        assert {author.user_id: author.share for author in version.authors} == {alice.id: 0.75, bob.id: 0.25}
        assert (version.number, version.added, version.removed) == (1, 80, 0)
        assert text_at(version) == "a" * 60 + "b" * 20
        assert runs_of(version) == [[alice.id, 60], [bob.id, 20]]


def test_something_tiny_by_the_same_person_is_no_version_of_its_own(place: Place, alice: Person, bob: Person) -> None:
    for person, text in ((alice, "Some words of alice"), (alice, "Some words of Alice"), (bob, "Some words of Alice.")):
        write(place, person, text)
        projecting.project(place.page_id, ends=True)
    with unit():
        version = last_of(place.page_id)
        assert version is not None
        assert version.number == 2


def test_a_named_version_takes_in_nothing_more(place: Place, alice: Person) -> None:
    write(place, alice, "Agreed.")
    with unit():
        named = name_version(place.page_id, "As agreed")
        assert named is not None
        assert named.name == "As agreed"
    write(place, alice, "Agreed!")
    projecting.project(place.page_id, ends=True)
    with unit():
        version = last_of(place.page_id)
        assert version is not None
        assert (version.number, version.name) == (2, "")


def test_compaction_keeps_text_authors_and_what_forms_need(
    place: Place, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "AFTER_UPDATES", 5)
    text = ""
    for number in range(24):
        text += f"{number} {FAMILY} "
        write(place, (alice, bob)[number % 2], text, show=False)
        projecting.project(place.page_id, ends=number % 6 == 5)
    with unit():
        before = documents.project(place.page_id)
        rows = session.query(PageUpdate).filter_by(page_id=place.page_id).count()
        assert session.query(PageSnapshot).filter_by(page_id=place.page_id).count() == 2
    assert rows < 24
    documents.child.close()
    with unit():
        after = documents.project(place.page_id)
    assert (after.text, after.runs, after.seq) == (text, before.runs, 24)
    loaded = write(place, alice, "start " + text)
    write(place, bob, "start " + text + "end")
    merged = write(place, alice, "Start " + text, base=(loaded.epoch, loaded.seq))
    assert merged.text == "Start " + text + "end"


def test_a_poisoned_update_is_set_aside_and_the_page_goes_on(place: Place, alice: Person, bob: Person) -> None:
    write(place, alice, "Good words. ")
    with unit():
        page_log.append(place.page_id, 1, [Entry(7, 1, bob.id, b"\x01\x01\x07\x00\xff\xff")])
    with unit():
        page_log.append(place.page_id, 1, [Entry(7, 2, bob.id, b"\x00\x00")])
    text = projecting.project(place.page_id)
    assert (text.epoch, text.seq, text.text) == (2, 0, "Good words. ")
    assert write(place, bob, "Good words. And more.").epoch == 2
    with unit():
        assert documents.project(place.page_id).runs == [[alice.id, 12], [bob.id, 9]]


@pytest.mark.parametrize("text", ["e\u0301 a\u0308", FAMILY * 3, "שלום\nعالم", "漢字", "𝒳" * 50, "x" * 400_000])
def test_every_script_and_size(place: Place, alice: Person, bob: Person, text: str) -> None:
    write(place, alice, "before " + text)
    written = write(place, bob, text + " after")
    assert written.text == text + " after"
    assert projecting.project(place.page_id).text == text + " after"
