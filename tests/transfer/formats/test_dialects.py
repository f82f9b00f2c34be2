"""Markdown as other wikis write it."""

# ruff: noqa: E501 - texts as programs write them

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.files.making import picture
from tests.transfer.conftest import Imported, Repo, in_words
from tests.transfer.formats.conftest import Both
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.pages.models import Page
from wiki.transfer.formats import dialects

NOTE = """---
tags: [trip]
aliases: [Way, Road map]
---
# Another heading

![[map.png|300]] and ![[plan.pdf]], [[Deep note|deep]], [[sub/Deep note#Part]], [[Way]] and [[Deep note#^ab12]].
%%a secret%% Text ^ab12

> [!question]- Really?
> Yes.

```
[[Way]] %%code%%
```
"""
SIZED = "![p](../pic.png =50x)\n"


def titles() -> set[str]:
    return set(session.scalars(select(Page.title)))


def test_a_vault_of_obsidian(packed: Callable[..., Path], bringing: Callable[..., Both]) -> None:
    both = bringing(
        packed(
            {
                "Vault/.obsidian/app.json": "{}",
                "Vault/My way.md": NOTE,
                "Vault/sub/Deep note.md": "Back to [[Road map]].\n",
                "Vault/files/map.png": picture(),
                "Vault/files/plan.pdf": b"%PDF-1.4 x",
            }
        )
    )
    assert both.agree()
    report = both.done.report
    assert (report.pages, report.brought, report.files, report.broken) == (3, 2, [], [])
    assert report.left == {
        "comments that only the editor shows, kept hidden": 2,
        "names of blocks": 1,
        "callouts that fold, kept open": 1,
    }
    with unit():
        assert titles() == {"My way", "Deep note", "Sub"}
        assert both.done.content("sub/Deep note.md").text == "Back to [[My way|Road map]].\n"
        assert both.done.content("My way.md").text == (
            "# Another heading\n\n![|300](/files/map.png) and [plan.pdf](/files/plan.pdf), [[Deep note|deep]], "
            "[[Deep note#Part|sub/Deep note]], [[My way|Way]] and [[Deep note]].\n<!--a secret--> Text\n\n"
            "> [!NOTE] Really?\n> Yes.\n\n```\n[[Way]] %%code%%\n```\n"
        )


def test_a_wiki_of_github_with_its_history(repo: Repo, importing: Callable[..., Imported]) -> None:
    repo.commit("bob", Home="# Welcome\n\n[[the rules|House-Rules]] and [[House Rules]]\n", _Sidebar="* [[Home]]\n")
    repo.commit("erin", **{"House-Rules": "Be kind.\n"})

    imported = importing(repo.path)

    with unit():
        assert titles() == {"Home", "House Rules"}
        assert imported.content("Home.md").text == "# Welcome\n\n[[House-Rules|the rules]] and [[House-Rules]]\n"
    assert in_words(imported.report.skipped) == ["_Sidebar.md: stood around every page of the old wiki"]


def test_an_otter_wiki_with_attachments(repo: Repo, importing: Callable[..., Imported]) -> None:
    repo.write("trips/map.png", picture())
    repo.commit("bob", trips="# Trips\n\n![](/trips/a/map.png) [[our rules|Rules]]\n", rules="# Rules\n\nx\n")

    imported = importing(repo.path)

    assert (imported.report.brought, imported.report.files) == (1, [])
    with unit():
        assert imported.content("trips.md").text == "![](/trips/map.png) [[rules|our rules]]\n"


def test_pages_of_wiki_js(packed: Callable[..., Path], bringing: Callable[..., Both]) -> None:
    head = "title: Start\ndescription: Begin here\npublished: true\ndate: 2024-01-01T00:00:00Z\ntags: one, two\neditor: {}\n"
    both = bringing(
        packed(
            {
                "home.md": f"---\n{head.format('markdown')}---\n\n> Mind\n{{.is-warning}}\n\n[x](/en/other) [y](/nl/team/mail)\n"
                "![p](/pic.png =120x80) ![](/pic.png =x30) `![](/pic.png =9x9)`\n",
                "team/mail.md": f"---\n{head.format('markdown').replace('Start', 'Mail')}---\n\n{SIZED}",
                "pic.png": picture(),
                "en/other.html": f"<!--\n{head.format('ckeditor').replace('Start', 'Other')}-->\n<p>Text</p>",
            }
        )
    )
    assert both.agree()
    with unit():
        assert {"Start", "Other", "Mail"} <= titles()
        assert both.done.content("home.md").text == (
            "*Begin here*\n\n> [!WARNING]\n> Mind\n\n[x](/en/other) [y](/team/mail/)\n"
            "![p|120](/pic.png) ![](/pic.png) `![](/pic.png =9x9)`\n"
        )
        assert both.done.content("team/mail.md").text == "*Begin here*\n\n![p|50](../pic.png)\n"
    assert both.done.report.left == {"front matter: date": 3}
    assert both.done.report.broken == []


def test_what_kring_wrote_out_is_read_as_it_is(packed: Callable[..., Path], bringing: Callable[..., Both]) -> None:
    """Another wiki would mean the page Rules by the words behind the bar."""
    ours = "---\nkring: 1\ntitle: Mine\n---\n# Mine\n\n[[ours|Rules]]\n"
    both = bringing(packed({"Mine.md": ours, "Rules.md": "# Rules\n"}))
    with unit():
        assert both.done.content("Mine.md").text == "[[ours|Rules]]\n"


def test_a_page_that_its_child_does_not_survive_is_left_out(
    packed: Callable[..., Path], bringing: Callable[..., Both], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "CPU_S", 0.1)
    hostile = ("> " * 300 + "\n") * 3000 + "{.is-"
    both = bringing(packed({"hostile.md": hostile, "fine.md": "# Fine\n\n[[nowhere]]\n"}))
    with unit():
        assert titles() == {"Fine"}
    assert in_words(both.done.report.skipped) == ["hostile.md: too large, or not to be read"]
