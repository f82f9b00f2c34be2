"""A file, read as a page."""

import pytest

from wiki.transfer.source import name_of, read_source


@pytest.mark.parametrize(
    ("file", "title", "text"),
    [
        ("# A *good* day\n\nText.\n", "A good day", "Text.\n"),
        ("A day\n=====\nText.\n", "A day", "Text.\n"),
        ("---\ntitle: Day\n---\n# Another\n\nText.", "Day", "# Another\n\nText.\n"),
        ("Text.\n\n## Later {#later}\n", "Later", "Text.\n\n## Later\n"),
        ("Text.\n", "Good days", "Text.\n"),
        ("---\ntitle: 'Broken\nredirect_from: /x/\n---\nText.\n", "Broken", "Text.\n"),
        ("---\n- a list\n---\nText.\n", "Good days", "Text.\n"),
        ("---\ntitle: [1, 2]\n---\nText.\n", "Good days", "Text.\n"),
        ("", "Good days", ""),
    ],
)
def test_title_and_text(file: str, title: str, text: str) -> None:
    source = read_source(file.encode(), "notes/good-days.md")
    assert (source.title, source.text) == (title, text)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Handbook [![Build](https://x.org/b.svg)](https://x.org/builds)", "Handbook"),
        ("![Build](b.svg) Handbook ![Logo](logo.png)", "Handbook"),
        ("![The handbook](logo.png)", "The handbook"),
        ("The [good *old*](https://x.org/a_(b)) days", "The good old days"),
        ("How `get_page_by_id` works", "How get_page_by_id works"),
        ("snake_case, 2 * 3 * 4 and C#", "snake_case, 2 * 3 * 4 and C#"),
        ("**Bold**, __bold__, ~~gone~~ and <kbd>Esc</kbd>", "Bold, bold, gone and Esc"),
        ("Salt &amp; pepper \\*", "Salt & pepper *"),
        ("[[Tools|Our tools]] of @alice", "Our tools of @alice"),
        ("---", "---"),
    ],
)
def test_a_heading_becomes_a_title_in_plain_words(heading: str, title: str) -> None:
    source = read_source(f"# {heading}\n\nText.\n".encode(), "notes/good-days.md")
    assert (source.title, source.text) == (title, "Text.\n")


def test_front_matter_becomes_addresses_and_text() -> None:
    file = """---
title: Slack
redirect_from:
  - /slack/
  - /chat/index.html
permalink: /tools/slack/
nav_order: 3
subtitle: How we talk
questions:
  - admins-slack
  - help@example.org
  - text: The form
    url: https://example.org/form
keywords: chat
---
Text.
"""
    source = read_source(file.encode(), "slack.md")
    assert source.addresses == ["slack", "chat", "chat/index.html", "tools/slack"]
    assert source.order == 3
    assert source.left == {"front matter: keywords": 1}
    assert source.text == (
        "*How we talk*\n\nText.\n\n**Questions?**\n\n"
        "- `#admins-slack`\n- help@example.org\n- [The form](https://example.org/form)\n"
    )


def test_a_page_that_only_points_elsewhere_says_so() -> None:
    assert read_source(b"---\nredirect_to: /tock/#time\n---\n", "a.md").text == "Moved to [/tock/#time](/tock/#time).\n"


def test_addresses_never_lead_upwards() -> None:
    source = read_source(b"---\nredirect_from: [../../etc/passwd, 'https://elsewhere.org/x']\n---\n", "a.md")
    assert source.addresses == ["etc/passwd"]


def test_links_that_count_from_the_address_count_from_the_root_afterwards() -> None:
    known = frozenset({"docs/tools/slack/rules.md", "tools/slack/rules", "docs/tools/mail.md", "tools/mail"})
    text = "[a](rules/) [b](../mail/#top) [c](mail.md) [d](https://x.org) [e](none/)"
    assert read_source(text.encode(), "docs/tools/slack.md", known).text == (
        "[a](/tools/slack/rules/) [b](/tools/mail/#top) [c](mail.md) [d](https://x.org) [e](none/)\n"
    )


def test_a_language_before_the_path_is_left_out_where_there_is_no_such_folder() -> None:
    known = frozenset({"team/mail.md", "team/mail", "nl/post.md", "nl/post", "eu/law"})
    text = "[a](/en/team/mail#top) [b](/nl/post) [c](/en/none) [d](/team/mail) [e](/eu/law) [f](/ab/pic.png)"
    assert read_source(text.encode(), "home.md", known).text == (
        "[a](/team/mail/#top) [b](/nl/post) [c](/en/none) [d](/team/mail) [e](/eu/law) [f](/ab/pic.png)\n"
    )


def test_names_of_files_and_folders() -> None:
    assert name_of("travel-and-leave") == "Travel and leave"
    assert name_of("tools/README.md") == "Tools"
    assert name_of("tools/git_signing.md") == "Git signing"
