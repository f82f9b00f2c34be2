"""Boxes in lists, and the line each stands on."""

import pytest

from tests.markup.drawn import html_of
from wiki.markup.links import KnownLinks
from wiki.markup.model import TaskSeen
from wiki.markup.render import render


def test_the_whole_line_is_the_label() -> None:
    assert html_of("- [ ] **Key** for the plant room\n- [x] Report") == (
        '<ul class="tasks" role="list">\n'
        '<li class="task"><label><input disabled="" type="checkbox">'
        "<span><strong>Key</strong> for the plant room</span></label></li>\n"
        '<li class="task"><label><input disabled="" checked="" type="checkbox">'
        '<span class="done">Report</span></label></li>\n'
        "</ul>"
    )


def test_what_hangs_below_is_not_in_the_label() -> None:
    html = html_of("- [ ] a\n\n  more\n\n  - [x] b")
    assert "<span>a</span></label><p>more</p>" in html


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] here",
        "text\n\n- a\n- [ ] here\n- b",
        "1. a\n2. [ ] here",
        "- a\n  - b\n    - [ ] here",
        "- a\n\n  text\n\n  - b\n  - [ ] here",
        "> quote\n>\n> - a\n> - [ ] here",
        "> [!NOTE]\n> - [ ] here",
        "- > a\n  >\n  > - [ ] here",
        "-\n  a\n-\n  - [ ] here",
        "- a\n> quote\n- [ ] here",
        "text\n\n- [ ] here\n> quote\n- b",
        "```\n- [ ] no\n```\n\n- [ ] here",
        "- a\n\n  ```\n  - [ ] here\n  ```\n\n- b\n- [ ] here",
        "# A\n\n- a\n\n\n- b\n\n\n- [ ] here",
        "\n\n\n- [ ] here",
        "a\r\n\r\n- b\r\n- [ ] here",
        "term\n: - a\n  - [ ] here",
        "term\n: text\n\n  - [ ] here",
        "x[^1]\n\n[^1]: note\n\n    - a\n    - [ ] here",
        "|a|\n|-|\n|b|\n\n- [ ] here",
        "[a]: /b\n\n[a]\n\n* x\n* [ ] here",
        "- a\n\n      code\n\n  - [ ] here",
        "<div>\n- [ ] no\n</div>\n\n- [ ] here",
        "A\n=\n- [ ] here",
        "\ttabs\n\n-\ta\n\t-\t[ ] here",
    ],
)
def test_the_line_is_the_one_in_the_text(text: str) -> None:
    lines = text.splitlines()
    last = max(number for number, line in enumerate(lines) if line.endswith("[ ] here"))
    assert render(text, KnownLinks()).tasks == (TaskSeen("here", False, last),)
