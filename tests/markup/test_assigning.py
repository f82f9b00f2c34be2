"""Whom a task names and by when it is due, read from its words."""

import pytest

from wiki.markup.links import KnownLinks
from wiki.markup.render import render


@pytest.mark.parametrize(
    ("words", "members", "due"),
    [
        ("Send the plan @ann 2026-12-01", ("ann",), "2026-12-01"),
        ("Send the plan **@ann** and @bob, @ann", ("ann", "bob"), None),
        ("2026-02-30 is no day, 2026-03-01 is", (), "2026-03-01"),
        ("due:2026-12-01", (), None),
        ("📅 2026-12-01.", (), "2026-12-01"),
        ("see /p/2026-12-01 and 2026-12-01/x", (), None),
        ("`@ann` in code", (), None),
        ("v1.2026-12-01", (), None),
        ("first 2026-12-24, then 2026-12-01", (), "2026-12-24"),
    ],
)
def test_a_task_says_whom_and_when(words: str, members: tuple[str, ...], due: str | None) -> None:
    (task,) = render(f"- [ ] {words}\n", KnownLinks()).tasks
    assert (task.members, task.due) == (members, due)


def test_the_day_stands_out_once() -> None:
    html = render("- [ ] By 2026-12-01, not 2026-12-02 <b>\n", KnownLinks()).html
    assert '<time class="due" datetime="2026-12-01">2026-12-01</time>, not 2026-12-02' in html
    assert "<time" not in render("By 2026-12-01\n", KnownLinks()).html


def test_what_stands_below_a_task_is_not_its_own() -> None:
    tasks = render("- [ ] Above @ann\n  - [x] Below @bob 2026-12-01\n", KnownLinks()).tasks
    assert [(task.members, task.due, task.done) for task in tasks] == [
        (("ann",), None, False),
        (("bob",), "2026-12-01", True),
    ]
