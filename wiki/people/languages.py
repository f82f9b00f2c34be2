"""Languages by the names people give them, in the languages of the wiki or in their own."""

from functools import cache

from babel import Locale, UnknownLocaleError

from wiki.core.errors import Invalid

MOST = 12
NAMED_IN = ("en", "nl")
NAMED_IN_OWN = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "fy", "he", "hi", "hr", "hu", "id", "it"),
    *("ja", "ko", "lt", "lv", "nb", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi"),
    "zh",
)


def languages_in(text: str) -> list[str]:
    """The codes of languages that are named one after another, as in "Dutch, English". Raises Invalid."""
    names = [name for part in text.replace(";", ",").split(",") if (name := " ".join(part.split()))]
    codes = list(dict.fromkeys(_code_of(name) for name in names))
    if len(codes) > MOST:
        raise Invalid("languages", "Name twelve languages at most.")
    return codes


def language_in(code: str, language: str) -> str:
    """What it is called in a language of the wiki."""
    name = Locale.parse(language).languages.get(code)
    return str(name or code)


def _code_of(name: str) -> str:
    code = _codes().get(name.casefold())
    if code is None:
        raise Invalid(
            "languages",
            "No language is known here as “%(name)s”. Write it in English or Dutch, with commas between, such as"
            " Dutch, English.",
            name=name[:40],
        )
    return code


@cache
def _codes() -> dict[str, str]:
    """Own names give way to those in English and Dutch."""
    own = {name.casefold(): code for code in NAMED_IN_OWN if (name := _own_name(code))}
    return own | {
        name.casefold(): code for language in NAMED_IN for code, name in Locale.parse(language).languages.items()
    }


def _own_name(code: str) -> str | None:
    try:
        return Locale.parse(code).languages.get(code)
    except UnknownLocaleError:
        return None
