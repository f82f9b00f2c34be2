"""Every word is said in every language, and none stands in a template or script where nobody can translate it."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from flask import Flask

from tests.untranslated import pieces, shown_by, untranslated
from tools.words import ROOT, files, read, words
from wiki.web.locale import LANGUAGES

PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|\{\w+\}|\$")
TEMPLATES = sorted(path.relative_to(ROOT / "templates").as_posix() for path in ROOT.glob("templates/**/*.html"))
SCRIPTS = sorted(path for path in ROOT.glob("static/**/*.js") if "dist" not in path.parts)


@pytest.fixture(scope="module")
def said() -> Catalog:
    """What the code says now."""
    return words()


@pytest.fixture(params=sorted(set(LANGUAGES) - {"en"}))
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return read(ROOT / "translations" / request.param / "LC_MESSAGES" / "messages.po")


def test_every_file_is_a_language_to_choose() -> None:
    assert {file.parent.parent.name for file in files()} == LANGUAGES.keys() - {"en"}


def test_every_word_is_translated_and_no_other(said: Catalog, catalog: Catalog) -> None:
    """Red? `make words`, then translate what is empty in translations/."""
    assert {m.id for m in catalog} == {m.id for m in said}
    assert not catalog.obsolete
    assert [m.id for m in catalog if m.id and m.fuzzy] == []
    assert [m.id for m in catalog if m.id and not all(forms(m))] == []


def test_every_plural_has_its_forms(catalog: Catalog) -> None:
    assert [m.id for m in catalog if m.pluralizable and len(forms(m)) != catalog.num_plurals] == []


def test_placeholders_are_kept(catalog: Catalog) -> None:
    assert [m.id for m in catalog if m.id and not same_placeholders(m)] == []


def test_a_lost_placeholder_is_found() -> None:
    assert not same_placeholders(Message("Join %(team)s", "Doe mee"))
    assert not same_placeholders(Message(("%(num)s page", "%(num)s pages"), ("%(num)s pagina", "%(n)s pagina’s")))
    assert same_placeholders(Message("%(a)s and %(b)s", "%(b)s en %(a)s"))


@pytest.mark.parametrize(
    "told", [r"\b[Uu]w?\b", "!", r"%\s", "  "], ids=["je, never u", "calm", "percent", "one blank"]
)
def test_dutch_is_plain(told: str) -> None:
    dutch = read(ROOT / "translations/nl/LC_MESSAGES/messages.po")
    assert [m.id for m in dutch if m.id and any(re.search(told, form) for form in forms(m))] == []


def test_the_sentence_is_translated_whole() -> None:
    """What is put together from pieces has the order of English, and what is computed is found by no extraction."""
    assert [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted(ROOT.glob("wiki/**/*.py"))
        for line in pieces(ast.parse(file.read_text()))
    ] == []


@pytest.mark.parametrize("slip", ['_("By ") + name', '''f"{_('By')} {name}"''', '_("By %s") % name', '_(f"By {name}")'])
def test_a_sentence_in_pieces_is_found(slip: str) -> None:
    assert list(pieces(ast.parse(slip))) == [1]
    assert list(pieces(ast.parse('_("By %(name)s", name=name)'))) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_speak_through_gettext(session_app: Flask, name: str) -> None:
    session_app.jinja_env.get_template(name)
    assert list(untranslated((ROOT / "templates" / name).read_text())) == []


@pytest.mark.parametrize(
    "slip",
    [
        "<p>Hello {{ name }}</p>",
        "<style>p { margin: 0 }</style>Hello",
        '<button aria-label="Close it">x</button>',
        '{{ field(form.name, "What is it called?") }}',
        '{{ _("By") ~ " " ~ name }}',
        '{% if late %}{{ "Late" }}{% endif %}',
    ],
)
def test_a_word_outside_gettext_is_found(slip: str) -> None:
    assert list(untranslated(slip))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_get_their_words_from_the_page(script: Path) -> None:
    assert shown_by(script.read_text()) == []


@pytest.mark.parametrize("slip", ['badge.textContent = "Not saved";', 'a.setAttribute("aria-label", "Close it")'])
def test_a_word_in_a_script_is_found(slip: str) -> None:
    assert shown_by(slip)


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def same_placeholders(message: Message) -> bool:
    """Of a plural: all that the English plural has, in every form."""
    english = message.id[-1] if message.pluralizable else message.id
    return all(sorted(PLACEHOLDERS.findall(form)) == sorted(PLACEHOLDERS.findall(english)) for form in forms(message))
