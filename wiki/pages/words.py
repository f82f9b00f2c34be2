"""The few words the renderer adds to a page, in the language of the team."""

from functools import cache

from babel.support import Translations

from wiki.accounts.queries import the_team
from wiki.core.paths import shipped


def words() -> dict[str, str]:
    return _words_in(the_team().language)


@cache
def _words_in(language: str) -> dict[str, str]:
    _ = Translations.load(str(shipped("translations")), [language]).gettext
    return {
        "note": _("Note"),
        "tip": _("Tip"),
        "important": _("Important"),
        "warning": _("Warning"),
        "caution": _("Caution"),
        "table": _("Table"),
    }
