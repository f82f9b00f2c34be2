"""Tasks from pages in lists, and ticked there: in the page's text, whoever writes in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.conftest import Person, Place, make_crew
from wiki.accounts.actions import let_in
from wiki.accounts.groups import Group
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.editing.actions import current, write_text
from wiki.editing.ticking import tick
from wiki.notifications.models import InboxLine
from wiki.pages.actions import create_page, restore_page, trash_page
from wiki.pages.models import Page
from wiki.pages.tasks import LATELY, PageTask, PageTaskMember, people_with_tasks, tasks_in, tasks_of
from wiki.spaces.actions import set_member
from wiki.spaces.models import Role

As = Callable[[Person | None], FlaskClient]
TEXT = """# Plan

- [ ] Order the pump @bob 2026-12-01
- [x] Measure @bob
- [ ] Call the owner @carol
- [ ] Tidy up
> - [ ] Quoted @bob
1. [ ] Numbered @bob @dave
"""


pytestmark = pytest.mark.usefixtures("without_csrf")


@pytest.fixture
def planned(place: Place, alice: Person) -> Place:
    with unit():
        write_text(place.page_id, alice.id, TEXT)
    return place


def mine(person: Person) -> list[str]:
    with unit():
        return [task.text for task in tasks_of(person.user)]


def text_of(page_id: int) -> str:
    with unit():
        return current(page_id).text


def id_of(words: str) -> int:
    with unit():
        return session.scalars(select(PageTask.id).where(PageTask.text.contains(words))).one()


def test_mine_are_those_that_name_me(planned: Place, bob: Person, carol: Person, dave: Person) -> None:
    assert mine(bob) == ["Order the pump @bob 2026-12-01", "Quoted @bob", "Numbered @bob @dave"]
    assert mine(carol) == ["Call the owner @carol"]
    assert mine(dave) == [], "dave is named, and may not read the page"
    with unit():
        set_member(planned.space, dave.user, Role.READER)
    assert mine(dave) == ["Numbered @bob @dave"]


def test_a_space_lists_all_and_those_of_one(planned: Place, bob: Person, carol: Person, as_: As) -> None:
    with unit():
        assert len(tasks_in(planned.space_id, carol.user)) == 5
        assert len(tasks_in(planned.space_id, carol.user, of=bob.id)) == 3
    shown = as_(carol).get(f"/s/{planned.slug}/tasks?of={bob.id}").text
    assert "Order the pump" in shown
    assert "Tidy up" not in shown
    assert 'aria-label="Done: ' not in shown, "carol may not tick"
    assert 'aria-label="Done: Order' in as_(bob).get(f"/s/{planned.slug}/tasks").text


def test_pages_in_the_trash_have_no_tasks(planned: Place, alice: Person, bob: Person) -> None:
    with unit():
        trash_page(alice.user, planned.page)
    assert mine(bob) == []
    with unit():
        restore_page(alice.user, planned.page)
    assert len(mine(bob)) == 3


def test_they_are_told_by_when_they_are_due(place: Place, bob: Person, as_: As) -> None:
    today = now().date()
    days = {"Overdue": -1, "Today": 0, "This week": 3, "Later": 30}
    lines = [f"- [ ] {name} one @bob {today + timedelta(days=add)}" for name, add in days.items()]
    with unit():
        write_text(place.page_id, bob.id, "\n".join(["- [ ] Some day @bob", *reversed(lines)]))
    shown = as_(bob).get("/tasks").text
    places = [shown.index(f">{name}</h2>") for name in [*days, "Without a day"]]
    assert places == sorted(places)
    assert "Overdue one" in as_(bob).get("/").text, "home shows what comes next"
    assert "5 open tasks" in shown


def test_ticking_in_a_list_ticks_in_the_text_and_can_be_undone(planned: Place, bob: Person, as_: As) -> None:
    browser, pump = as_(bob), id_of("pump")
    answer = browser.post(f"/tasks/{pump}/done", follow_redirects=True)
    assert text_of(planned.page_id) == TEXT.replace("[ ] Order", "[x] Order")
    assert f'action="/tasks/{pump}/open"' in answer.text, "the way back"
    assert 'aria-label="Done: Order' not in answer.text
    browser.post(f"/tasks/{pump}/done")
    browser.post(f"/tasks/{pump}/open")
    assert text_of(planned.page_id) == TEXT
    assert browser.post(f"/tasks/{pump}/done?space=1").headers["Location"] == f"/s/{planned.slug}/tasks"
    for words, now_ in (("Quoted", "> - [x] Quoted"), ("Numbered", "1. [x] Numbered")):
        browser.post(f"/tasks/{id_of(words)}/done")
        assert now_ in text_of(planned.page_id)


def test_who_may_not_write_may_not_tick(planned: Place, carol: Person, dave: Person, as_: As) -> None:
    assert as_(carol).post(f"/tasks/{id_of('owner')}/done").status_code == 403
    assert as_(dave).post(f"/tasks/{id_of('Numbered')}/done").status_code == 404
    assert as_(dave).post("/tasks/99999/done").status_code == 404
    assert text_of(planned.page_id) == TEXT


def test_a_task_keeps_its_number_while_others_come_and_go(planned: Place, alice: Person) -> None:
    before = {words: id_of(words) for words in ("pump", "owner", "Tidy")}
    with unit():
        write_text(
            planned.page_id,
            alice.id,
            f"- [ ] New\n\n{TEXT.replace('- [x] Measure @bob', '')}".replace("[ ] Tidy", "[x] Tidy"),
        )
    assert {words: id_of(words) for words in before} == before
    with unit():
        assert session.scalars(select(PageTask).where(PageTask.text == "Measure @bob")).all() == []
        tidy = session.get_one(PageTask, before["Tidy"])
        assert tidy.done
        assert current(planned.page_id).text.splitlines()[tidy.line] == "- [x] Tidy up"
        named = session.scalars(select(PageTaskMember.user_id).where(PageTaskMember.task_id == before["owner"])).all()
        assert len(named) == 1


def test_a_task_of_a_group_is_everybodys_who_is_in_it(
    planned: Place, alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    make_crew(alice, carol, dave)
    with unit():
        write_text(planned.page_id, bob.id, "- [ ] Mop the floor @crew @carol 2027-01-01\n")
    with unit():
        assert [task.text for task in tasks_of(carol.user)] == ["Mop the floor @crew @carol 2027-01-01"]
        assert tasks_of(dave.user) == [], "who may not read it has nothing of it"
        assert {one.handle for one in people_with_tasks(planned.space_id)} >= {"carol"}
        assert tasks_of(bob.user) == []
        let_in(session.scalars(select(Group)).one(), bob.user)
    with unit():
        assert len(tasks_of(bob.user)) == 1, "who comes later, too"
        assert len(session.scalars(select(InboxLine).where(InboxLine.user_id == carol.id)).all()) == 1


def test_it_is_found_where_it_has_moved_to(planned: Place, bob: Person, alice: Person) -> None:
    with unit():
        write_text(planned.page_id, alice.id, f"- [ ] Tidy down\n- [ ] another\n\n{TEXT}\n- [ ] Tidy up\n")
    with unit():
        tick(bob.user, planned.page, line=5, source="Tidy up", done=True)
    ticked = text_of(planned.page_id)
    assert ticked.count("[x] Tidy up") == 1
    assert ticked.index("[x] Tidy up") < ticked.index("> - [ ] Quoted"), "the nearer of two"
    with unit(), pytest.raises(Invalid):
        tick(bob.user, planned.page, line=0, source="Gone", done=True)


def test_a_box_on_the_page_is_ticked_by_its_line_in_what_was_shown(
    planned: Place, bob: Person, alice: Person, as_: As
) -> None:
    with unit():
        shown = current(planned.page_id)
    with unit():
        write_text(planned.page_id, alice.id, f"A line above.\n\n{TEXT}")
    told = {"epoch": shown.epoch, "seq": shown.seq, "line": 5, "done": "1"}
    assert as_(bob).post(f"{planned.url}/tick", data=told).json == {"done": True}
    assert "- [x] Tidy up" in text_of(planned.page_id)
    for wrong in ({"line": 0}, {"line": 99}, {"line": -1}, {"line": "x"}, {"epoch": 9}):
        answer = as_(bob).post(f"{planned.url}/tick", data=told | wrong)
        assert answer.status_code == 422
        assert "not in the page any more" in answer.json["error"]


def test_the_page_says_who_may_tick(planned: Place, bob: Person, carol: Person, as_: As) -> None:
    assert "data-ticks" in as_(bob).get(planned.url).text
    assert "data-ticks" not in as_(carol).get(planned.url).text


def test_templates_and_unread_pages_leave_no_trace(planned: Place, alice: Person, dave: Person, as_: As) -> None:
    with unit():
        open_space_page = create_page(alice.user, planned.space, "Second")
        write_text(open_space_page.id, alice.id, "- [ ] Hidden errand @dave")
    assert "Hidden errand" not in as_(dave).get("/tasks").text
    assert as_(dave).get(f"/s/{planned.slug}/tasks").status_code == 404
    with unit():
        assert session.get_one(Page, open_space_page.id).title == "Second"


def test_what_was_done_lately_stands_below_and_is_opened_again(
    planned: Place, alice: Person, bob: Person, as_: As
) -> None:
    browser = as_(bob)
    assert "Done lately" not in browser.get("/tasks").text, "that “Measure” was ticked when it came, nobody saw"
    pump = id_of("Order")
    browser.post(f"/tasks/{pump}/done")
    shown = browser.get("/tasks").text
    assert shown.index("Done lately") < shown.index("Not done after all: Order the pump")
    with unit():
        write_text(planned.page_id, alice.id, f"Above all\n\n{text_of(planned.page_id)}")
    assert "Not done after all: Order the pump" in browser.get("/tasks").text, "it keeps when it was done"
    browser.post(f"/tasks/{pump}/open")
    assert "Done lately" not in browser.get("/tasks").text
    browser.post(f"/tasks/{pump}/done")
    with unit():
        session.get_one(PageTask, pump).done_at = now() - LATELY
    assert "Done lately" not in browser.get("/tasks").text


def test_days_that_have_passed_are_marked_when_the_page_is_read(place: Place, alice: Person, as_: As) -> None:
    with unit():
        write_text(place.page_id, alice.id, f"- [ ] Late 2020-02-03\n- [ ] Not {now().date()}\n\nOn 2020-02-03.\n")
    shown = as_(alice).get(place.url).text
    assert shown.count('<time class="due late" data-late="overdue" datetime="2020-02-03">2020-02-03</time>') == 1
    assert f'<time class="due" datetime="{now().date()}">' in shown
