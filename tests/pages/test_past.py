"""The list of versions, two of them compared, their names, who wrote what, and how a page came about."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.child import ChildOverran
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.editing import history
from wiki.editing.actions import current, name_version, write_text
from wiki.editing.authorship import passages
from wiki.editing.projecting import project
from wiki.editing.purging import purge
from wiki.pages.actions import rename_page
from wiki.pages.models import Page

As = Callable[[Person | None], FlaskClient]
FIRST = "Bring the key.\n\nLock the door behind you.\n"
SECOND = "Bring the large key.\n\nLock the door behind you.\n"
THIRD = f"{SECOND}\nCall Bob when you are home again.\n"


pytestmark = pytest.mark.usefixtures("without_csrf")


@pytest.fixture
def three(place: Place, alice: Person, bob: Person) -> Place:
    for person, text, name in ((bob, FIRST, ""), (alice, SECOND, "As agreed"), (bob, THIRD, "")):
        with unit():
            write_text(place.page_id, person.id, text)
            if name:
                name_version(place.page_id, name)
        project(place.page_id, ends=True)
    return place


def test_the_list_can_be_narrowed(three: Place, as_: As, carol: Person, alice: Person) -> None:
    browser = as_(carol)
    assert browser.get(f"{three.url}/versions").text.count('name="old" value="') == 4
    assert "Version 1" not in browser.get(f"{three.url}/versions?by={alice.id}").text
    assert "As agreed" in browser.get(f"{three.url}/versions?named=1").text
    assert "Version 3" not in browser.get(f"{three.url}/versions?named=1").text
    assert "No such versions" in browser.get(f"{three.url}/versions?until=1999-12-31").text
    assert browser.get(f"{three.url}/versions?until=nonsense&by=x").status_code == 200


def test_what_the_page_was_called_stands_among_its_versions(
    three: Place, as_: As, alice: Person, bob: Person, carol: Person
) -> None:
    with unit():
        before = session.get_one(Page, three.page_id).title
    for person, title in ((alice, "Key"), (alice, "Keys & <locks>"), (bob, "The secret door")):
        with unit():
            rename_page(person.user, session.get_one(Page, three.page_id), title)
    seen = as_(carol).get(f"{three.url}/versions").text
    assert f"Alice Admiraal renamed the page from “{before}” to “Keys &amp; &lt;locks&gt;”" in seen, "typed in one go"
    assert seen.index("to “The secret door”") < seen.index("to “Keys &amp;"), "the latest first"
    assert seen.count("renamed the page") == 2
    assert "renamed the page" not in as_(carol).get(f"{three.url}/versions?named=1").text
    assert as_(carol).get(f"{three.url}/versions?by={alice.id}").text.count("renamed the page") == 1
    with unit():
        purge(alice.user, session.get_one(Page, three.page_id), "secret")
    assert "secret" not in as_(carol).get(f"{three.url}/versions").text


def test_any_two_are_compared_as_read_and_as_written(three: Place, as_: As, carol: Person) -> None:
    browser = as_(carol)
    read = browser.get(f"{three.url}/versions/compare?old=1&new=now").text
    assert "the <ins>large</ins> key" in read
    assert "<ins>Call Bob when you are home again.</ins>" in read
    assert "the <ins>large</ins> key" in browser.get(f"{three.url}/versions/compare?old=now&new=1").text, "either way"
    source = browser.get(f"{three.url}/versions/compare?old=1&new=3&way=source").text
    assert "<mark>large </mark>" in source
    for wrong in ("old=9&new=1", "old=x&new=1", "old=1", "old=-1&new=2", "old=99999999999&new=1"):
        assert browser.get(f"{three.url}/versions/compare?{wrong}").status_code == 404


def test_what_stayed_the_same_for_long_is_folded(three: Place, as_: As, bob: Person, carol: Person) -> None:
    same = "".join(f"Line {n} & more.\n\n" for n in range(6))
    for person, end in ((bob, "Old.\n"), (carol, "New.\n")):
        with unit():
            write_text(three.page_id, person.id, same + end)
        project(three.page_id, ends=True)
    shown = as_(carol).get(f"{three.url}/versions/compare?old=4&new=now").text
    _, _, fold = shown.partition('<details class="same"><summary>5 passages are the same</summary>')
    within, _, below = fold.partition("</details>")
    assert "Line 4 &amp; more." in within
    assert "Line 5" not in within
    assert "Line 5 &amp; more." in below


def test_what_takes_too_long_is_said(three: Place, as_: As, carol: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def overrun(*_: object, **__: object) -> None:
        raise ChildOverran

    monkeypatch.setattr(history.by_passage, "call", overrun)
    monkeypatch.setattr(history.by_line, "call", overrun)
    for way in ("read", "source"):
        answer = as_(carol).get(f"{three.url}/versions/compare?old=1&new=3&way={way}")
        assert answer.status_code == 200
        assert "takes too long" in answer.text


def test_of_what_nobody_would_read_the_first_part_is_shown(three: Place, as_: As, bob: Person) -> None:
    with unit():
        write_text(three.page_id, bob.id, "\n".join(f"Line {n}" for n in range(3000)))
    shown = as_(bob).get(f"{three.url}/versions/compare?old=3&new=now&way=source").text
    assert "more lines are not shown" in shown
    assert shown.count("<li") < 1100


def test_a_version_is_named_and_loses_its_name(three: Place, as_: As, bob: Person) -> None:
    browser = as_(bob)
    named = browser.post(f"{three.url}/versions/3/name", data={"name": "  To be <b>kept</b> "}, follow_redirects=True)
    assert "To be &lt;b&gt;kept&lt;/b&gt;" in named.text
    for where in ("", "/3"):
        assert f"named by {bob.name}" in browser.get(f"{three.url}/versions{where}").text
    assert (
        "Make the name shorter"
        in browser.post(f"{three.url}/versions/3/name", data={"name": "x" * 201}, follow_redirects=True).text
    )
    browser.post(f"{three.url}/versions/3/name", data={"name": ""})
    assert "To be" not in browser.get(f"{three.url}/versions").text


def test_a_restored_version_is_a_new_edit(three: Place, as_: As, bob: Person) -> None:
    as_(bob).post(f"{three.url}/versions/1/restore")
    with unit():
        assert current(three.page_id).text == FIRST
    project(three.page_id, ends=True)
    assert "Version 4" in as_(bob).get(f"{three.url}/versions").text


def test_who_wrote_what_is_told_by_character(three: Place, as_: As, alice: Person, bob: Person, carol: Person) -> None:
    with unit():
        told = [[(run.author, run.text) for run in runs] for runs in passages(three.page_id)]
    assert told[0] == [(bob.id, "Bring the "), (alice.id, "large "), (bob.id, "key.\n")]
    assert "".join(text for runs in told for _, text in runs) == THIRD.replace("\n\n", "\n")
    page = as_(carol).get(f"{three.url}/authors").text
    assert 'title="Alice Admiraal">large </span>' in page


def test_a_page_is_seen_coming_about(three: Place, as_: As, carol: Person) -> None:
    browser = as_(carol)
    assert "Version 1 of 3" in browser.get(f"{three.url}/replay").text
    assert "the <ins>large</ins> key" in browser.get(f"{three.url}/replay?at=2").text
    for odd, shown in (("99", 3), ("0", 1), ("x", 1)):
        assert f"Version {shown} of 3" in browser.get(f"{three.url}/replay?at={odd}").text


def test_a_page_without_versions_says_so(place: Place, as_: As, carol: Person) -> None:
    for path in ("versions", "replay"):
        assert "No versions yet" in as_(carol).get(f"{place.url}/{path}").text
    assert "Nothing is written yet" in as_(carol).get(f"{place.url}/authors").text
