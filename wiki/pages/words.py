"""The few words that are put into a page, or in place of its title, in the language of the team."""

from functools import cache

from babel.support import NullTranslations, Translations

from wiki.accounts.queries import the_team
from wiki.core.paths import shipped
from wiki.pages.embedding import Words

LONGEST_NAME = 200


def words() -> dict[str, str]:
    """Those of the renderer."""
    return _words_in(the_team().language)


def untitled() -> str:
    """What a page is called to which nobody gave a name."""
    _ = _catalog(the_team().language).gettext
    return _("Untitled")


def in_place_of_pages() -> Words:
    """What is said where a page that belongs into another is not put in."""
    return Words.of(_catalog(the_team().language).gettext)


def copy_of(title: str) -> str:
    """What the copy of a page is called."""
    _ = _catalog(the_team().language).gettext
    said: str = _("%(title)s (copy)")
    return said % {"title": title}


def copied_from(title: str) -> str:
    """What the first version of a copy is called."""
    _ = _catalog(the_team().language).gettext
    said: str = _("Copied from “%(title)s”")
    return (said % {"title": title})[:LONGEST_NAME]


@cache
def _words_in(language: str) -> dict[str, str]:
    _ = _catalog(language).gettext
    return {
        "note": _("Note"),
        "tip": _("Tip"),
        "important": _("Important"),
        "warning": _("Warning"),
        "caution": _("Caution"),
        "table": _("Table"),
    }


@cache
def _catalog(language: str) -> NullTranslations:
    return Translations.load(str(shipped("translations")), [language])
