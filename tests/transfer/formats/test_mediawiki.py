"""Exports of MediaWiki: pages with all their revisions, and files that are none."""

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from sqlalchemy import select

from tests.files.making import picture
from tests.transfer.conftest import in_words
from tests.transfer.formats.conftest import Both
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.errors import Invalid
from wiki.core.unit import unit
from wiki.pages.models import Page
from wiki.spaces.models import GivenTag, Tag
from wiki.transfer.formats import dump
from wiki.transfer.formats.wikitext import pages

KINDS = {"category": ["Category", "Categorie"], "file": ["File", "Bestand"]}


@pytest.mark.parametrize(
    ("wikitext", "text"),
    [
        ("'''b''' and ''i'' and 5 * 3", "**b** and *i* and 5 \\* 3\n"),
        ("== Steps ==\nx", "## Steps\n\nx\n"),
        ("* a\n** b\n*# one\n*# two\n* c", "- a\n  - b\n  1. one\n  2. two\n- c\n"),
        ("text\n# x\n#: more\n# y\ntext", "text\n\n1. x\n   more\n2. y\n\ntext\n"),
        ("; Term : said\n; Other\n: meaning", "Term\n: said\n\nOther\n: meaning\n"),
        (": in\n:: deeper", "> in\n> > deeper\n"),
        ("x\n code *one*\n  two", "x\n\n```\ncode *one*\n two\n```\n"),
        (
            "[[main_page|home]] [[Old]] [[/Sub]] [[Foo#Bar]]",
            "[[Main page|home]] [[New|Old]] [[Home/Sub|Sub]] [[Foo#Bar]]\n",
        ),
        ("[https://x.org the ''site''] https://y.org", "[the *site*](https://x.org) <https://y.org>\n"),
        ('<syntaxhighlight lang="python">\n* no\n</syntaxhighlight>', "```python\n* no\n```\n"),
        ("<nowiki>[[x]]</nowiki> <code>a|b</code>", "\\[\\[x\\]\\] `a|b`\n"),
        ('a<ref>One.</ref> b<ref name="n">Two</ref> c<ref name="n"/>', "a[^1] b[^n] c[^n]\n\n[^1]: One.\n[^n]: Two\n"),
        (
            "{|\n|+ Cap\n! A !! B\n|-\n| 1 || [[Foo|f]]\n|}",
            "**Cap**\n\n| A | B |\n| --- | --- |\n| 1 | [[Foo\\|f]] |\n",
        ),
        ("{|\n! A\n|-\n|\n* x\n* y\n|}", "| A |\n| --- |\n| - x<br>- y |\n"),
        ("[[Bestand:A b.png|thumb|200px|The ''cap'']]", "![The cap](/File/A_b.png)\n"),
        ("&lt;b&gt; &amp;amp; &nbsp;é", "&lt;b&gt; &amp;amp; \u00a0é\n"),
        ("x<!-- no --> __TOC__", "x\n"),
        ("a {{tpl|x}} b", "a `{{tpl|x}}` b\n"),
    ],
)
def test_wikitext_becomes_markdown(wikitext: str, text: str) -> None:
    assert pages([wikitext], "Home", {"Old": "New"}, KINDS)["pages"][0]["text"] == text


def test_categories_are_tags_and_templates_are_told() -> None:
    told = pages(["x [[Category:Some thing]] {{a}}\n{{Box\n| b = c\n}}\n[[Categorie:Nl]] y"], "Home", {}, KINDS)
    assert told["pages"][0]["tags"] == ["Some-thing", "Nl"]
    assert told["pages"][0]["text"] == "x  `{{a}}`\n\n```wikitext\n{{Box\n| b = c\n}}\n```\n\ny\n"
    assert told["left"] == {"template a, kept as code": 1, "template Box, kept as code": 1}


def revision(who: str, minute: int, text: str) -> str:
    return (
        f"<revision><id>1</id><timestamp>2024-05-01T08:{minute:02}:00Z</timestamp><contributor><username>{who}</username>"
        f"<id>1</id></contributor><comment>Say {minute}</comment><model>wikitext</model>"
        f'<text bytes="1" xml:space="preserve">{escape(text)}</text></revision>'
    )


def page(title: str, *revisions: str, space: int = 0, redirect: str = "") -> str:
    leads = f'<redirect title="{redirect}" />' if redirect else ""
    return f"<page><title>{title}</title><ns>{space}</ns><id>1</id>{leads}{''.join(revisions)}</page>"


def export(*pages_: str) -> str:
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="nl"><siteinfo>'
        '<sitename>Ours</sitename><namespaces><namespace key="0" case="first-letter" />'
        '<namespace key="1" case="first-letter">Overleg</namespace><namespace key="6">Bestand</namespace>'
        f'<namespace key="14">Categorie</namespace></namespaces></siteinfo>{"".join(pages_)}</mediawiki>'
    )


WHOLE = export(
    page(
        "Main page",
        revision("Ann", 1, "See [[Rules]]."),
        revision("Bob", 3, "See [[Rules]] and [[Old name]]. [[Bestand:Map.png|kaart]] [[Categorie:Start]]"),
    ),
    page("Rules", revision("Bob", 2, "Be kind.")),
    page("Rules/More", revision("Ann", 4, "{{box}}")),
    page("Old name", revision("Ann", 5, "#DOORVERWIJZING [[Rules]]"), redirect="Rules"),
    page("Overleg:Rules", revision("Ann", 6, "Talk"), space=1),
)


@pytest.mark.parametrize("packing", ["plain", "bz2", "gz"])
def test_every_revision_comes_by_its_author(tmp_path: Path, bringing: Callable[..., Both], packing: str) -> None:
    source = tmp_path / {"plain": "dump.xml", "bz2": "dump.xml.bz2", "gz": "dump.xml.gz"}[packing]
    pack = {"plain": bytes, "bz2": bz2.compress, "gz": gzip.compress}[packing]
    source.write_bytes(pack(WHOLE.encode()))

    both = bringing(source)

    assert both.agree()
    report = both.done.report
    assert (report.pages, report.revisions, report.authors) == (3, 4, 2)
    assert in_words(report.skipped) == ["Overleg: not taken, pages: 1"]
    assert report.left == {"template box, kept as code": 1}
    with unit():
        done = both.done
        assert done.texts("Main page.md") == [
            "See [[Rules]].\n",
            "See [[Rules]] and [[Rules|Old name]]. ![kaart](/File/Map.png)\n",
        ]
        assert [r.name for r in done.revisions("Main page.md")] == ["Say 1", "Say 3"]
        assert [r.at.isoformat() for r in done.revisions("Rules.md")] == ["2024-05-01T08:02:00+00:00"]
        main, rules = done.page("Main page.md"), done.page("Rules.md")
        assert done.page("Rules/More.md").parent_id == rules.id
        assert done.page("Old name").id == rules.id
        assert session.get_one(User, main.author_id).name == "Ann"
        assert session.scalars(select(Tag.name).join(GivenTag).where(GivenTag.entry_id == main.id)).all() == ["start"]


def test_pictures_beside_a_dump_come_along(packed: Callable[..., Path], bringing: Callable[..., Both]) -> None:
    both = bringing(packed({"wiki/dump.xml": WHOLE, "wiki/images/a/ab/Map.png": picture()}))
    assert both.agree()
    assert both.done.report.brought == 1


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (
            '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
            + WHOLE.replace("Be kind.", "&b;"),
            "declares",
        ),
        (WHOLE.replace("<siteinfo>", "<x>" * 50_000 + "<siteinfo>"), "nested deeper"),
        (WHOLE[:-200], "no whole MediaWiki export"),
    ],
)
def test_files_that_no_wiki_writes_are_refused(
    tmp_path: Path, bringing: Callable[..., Both], made: str, words: str
) -> None:
    (tmp_path / "dump.xml").write_text(made)
    with pytest.raises(Invalid, match=words):
        bringing(tmp_path / "dump.xml")
    with unit():
        assert not session.scalars(select(Page.id)).all()


def test_a_bomb_ends_at_the_limit(
    tmp_path: Path, bringing: Callable[..., Both], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "LARGEST", 1 << 20)
    (tmp_path / "dump.xml.bz2").write_bytes(bz2.compress(WHOLE.replace("Be kind.", "x" * (4 << 20)).encode()))
    with pytest.raises(Invalid, match="larger than"):
        bringing(tmp_path / "dump.xml.bz2")


def test_a_text_that_is_too_hard_stays_as_it_was(tmp_path: Path, bringing: Callable[..., Both]) -> None:
    hard = "{{" * 40_000 + "[[" * 40_000 + "''" * 3
    (tmp_path / "dump.xml").write_text(
        export(page("Hard", revision("Ann", 1, hard)), page("Fine", revision("Ann", 2, "x")))
    )
    assert bringing(tmp_path / "dump.xml").done.report.pages == 2
