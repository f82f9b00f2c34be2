"""Every block of a page says on which line it began."""

import re

import pytest

from wiki.markup.links import KnownLinks
from wiki.markup.render import render

PAGE = """\
# Title

A paragraph
of two lines.
Setext
------
- list
- list

  more
> quote
lazy

| a |
|-|
| b |
```
code
```

    indented

***
$$
x
$$

term
: meaning

<details><summary>More</summary>

inside

</details>

last[^1]

[^1]: note
"""
BEGIN = [0, 2, 6, 10, 13, 16, 20, 22, 23, 27, 30, 32, 36]


def lines_in(text: str) -> list[int]:
    return [int(line) for line in re.findall(r'data-line="(\d+)"', render(text, KnownLinks()).html)]


def test_every_kind_of_block_has_its_line() -> None:
    assert lines_in(PAGE) == BEGIN


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_count_alike(end: str) -> None:
    assert lines_in(PAGE.replace("\n", end)) == BEGIN


def test_people_cannot_set_a_line_of_their_own() -> None:
    assert lines_in('text\n\n<div data-line="7">\n\nx\n\n</div>') == [0, 2, 4]
