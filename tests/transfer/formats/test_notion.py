"""Exports of Notion, of both kinds. The samples are cut to the shape of real exports (see samples/README.md)."""

# ruff: noqa: E501 - HTML as programs write it

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests.files.making import picture
from tests.transfer.formats.conftest import Both
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.pages.models import Page
from wiki.spaces.models import GivenTag, Tag
from wiki.transfer import zipped

A, B, C, D, E = ("0123456789abcdef" * 2, "1" * 32, "2" * 32, "3" * 32, "4" * 32)
HOME = f"""# Team home

Go to [Rules](Team%20home%20{A}/Rules%20{B}.md), the [Books](Team%20home%20{A}/Books%20{C}.csv), or
[by address](https://www.notion.so/team/Rules-{B}) and ![map](Team%20home%20{A}/map%20(1).png)

<aside>
💡 Mind this.

</aside>

- [ ]  Tick
"""
ROW = """# Dune

Author: Herbert
Tags: sand, worms
Pages: 612

Note: this stays, for it is no column.
"""
EXPORT: dict[str, str | bytes] = {
    f"Team home {A}.md": HOME,
    f"Team home {A}/Rules {B}.md": "# Rules\n\nBe kind.\n",
    f"Team home {A}/map (1).png": picture(),
    f"Team home {A}/Books {C}.csv": "﻿Name,Author\nDune,Herbert\n",
    f"Team home {A}/Books {C}_all.csv": '﻿Name,Author,Tags,Pages\nDune,Herbert,"sand, worms",612\nGone,"a|b",,\n',
    f"Team home {A}/Books/Dune {D}.md": ROW,
}


def titled(title: str) -> Page:
    return session.scalars(select(Page).where(Page.title == title)).one()


def tags_of(page: Page) -> list[str]:
    return sorted(session.scalars(select(Tag.name).join(GivenTag).where(GivenTag.entry_id == page.id)))


def test_an_export_in_markdown_comes_in_whole(packed: Callable[..., Path], bringing: Callable[..., Both]) -> None:
    both = bringing(packed(EXPORT))

    assert both.agree()
    report = both.done.report
    assert (report.pages, report.folders, report.broken, report.files, report.brought) == (4, 0, [], [], 1)
    with unit():
        home, books, dune = titled("Team home"), titled("Books"), titled("Dune")
        assert (home.parent_id, titled("Rules").parent_id, books.parent_id, dune.parent_id) == (
            None,
            home.id,
            home.id,
            books.id,
        )
        assert tags_of(dune) == ["sand", "worms"]
        done = both.done
        assert done.content("Team home/Books/Dune.md").text == (
            "- **Author:** Herbert\n- **Pages:** 612\n\nNote: this stays, for it is no column.\n"
        )
        assert done.content("Team home/Books.md").text == (
            "| Name | Author | Tags | Pages |\n| --- | --- | --- | --- |\n"
            "| [Dune](/Team%20home/Books/Dune.md) | Herbert | sand, worms | 612 |\n| Gone | a\\|b |  |  |\n"
        )
        text = done.content("Team home.md").text
    assert "[Rules](/Team%20home/Rules.md)" in text
    assert "[by address](/Team%20home/Rules.md)" in text
    assert "[Books](/Team%20home/Books.md)" in text
    assert "> [!NOTE]\n> 💡 Mind this.\n" in text


def parts(*groups: dict[str, str | bytes]) -> dict[str, bytes]:
    """As Notion packs them: a zip of zips."""
    made = {}
    for number, files in enumerate(groups, start=1):
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        made[f"Export-{E}-Part-{number}.zip"] = out.getvalue()
    return made


def test_the_parts_of_an_export_are_put_together(packed: Callable[..., Path], bringing: Callable[..., Both]) -> None:
    names = list(EXPORT)
    halves = [{name: EXPORT[name] for name in half} for half in (names[:3], names[3:])]
    assert bringing(packed(parts(*halves))).done.report.pages == 4


def test_what_is_in_a_part_is_not_trusted_either(
    packed: Callable[..., Path], bringing: Callable[..., Both], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Invalid, match="leads outside"):
        bringing(packed(parts({"../../out.md": "# Out"})))
    monkeypatch.setattr(zipped, "UNSUSPICIOUS", 1000)
    bomb = BytesIO()
    with ZipFile(bomb, "w", 8) as archive:
        archive.writestr("zeros.md", b"\0" * (4 << 20))
    with pytest.raises(Invalid, match="zip bomb"):
        bringing(packed({"Export-1-Part-1.zip": bomb.getvalue()}))


PAGE = f"""<html><head><title>Start</title></head><body><article id="x" class="page sans"><header>
<div class="page-header-icon undefined"><span class="icon">🌱</span></div><h1 class="page-title">Start</h1>
<table class="properties"><tbody><tr class="property-row"><th>Tags</th><td><span class="selected-value">green</span></td></tr>
<tr class="property-row"><th>Owner</th><td>Ann</td></tr></tbody></table></header><div class="page-body">
<figure class="block-color-gray callout" style="white-space:pre-wrap;display:flex"><div><span class="icon">💡</span></div><div>Mind</div></figure>
<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> <span class="to-do-children-checked">Done</span></li></ul>
<ul class="toggle"><li><details open=""><summary>Fold</summary><p>Inside</p></details></li></ul>
<figure class="link-to-page"><a href="Start%20{A}/Next%20{B}.html">Next</a></figure>
<figure class="image"><a href="Start%20{A}/map.png"><img src="Start%20{A}/map.png"/></a></figure>
<figure class="equation"><span class="katex"><math><semantics><annotation encoding="application/x-tex">x^2</annotation></semantics></math></span></figure>
</div></article></body></html>"""


def test_an_export_in_html_comes_in_whole(packed: Callable[..., Path], bringing: Callable[..., Both]) -> None:
    both = bringing(
        packed(
            {
                f"Start {A}.html": PAGE,
                f"Start {A}/Next {B}.html": '<h1 class="page-title">Next</h1><div class="page-body"><p>x</p></div>',
                f"Start {A}/map.png": picture(),
                "index.html": "<html></html>",
            }
        )
    )
    assert both.agree()
    with unit():
        start = titled("Start")
        assert (start.icon, tags_of(start), titled("Next").parent_id) == ("🌱", ["green"], start.id)
        assert both.done.content("Start.md").text == (
            "- **Owner:** Ann\n\n> [!NOTE]\n> 💡\n>\n> Mind\n\n- [x] Done\n\n<details>\n<summary>Fold</summary>\n\nInside\n\n</details>\n\n"
            "[Next](/Start/Next.md)\n\n![](/Start/map.png)\n\n$x^2$\n"
        )
