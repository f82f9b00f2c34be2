"""Words in a language of one's choice, for what is said outside of a request."""

from functools import lru_cache

from babel.support import NullTranslations, Translations

from wiki.core.paths import shipped


class Words:
    """Says sentences in one language; of one that is not there, in English."""

    def __init__(self, language: str) -> None:
        self.catalog: NullTranslations = Translations.load(str(shipped("translations")), [language])

    def gettext(self, sentence: str, **values: object) -> str:
        return self.catalog.gettext(sentence) % values

    def ngettext(self, one: str, many: str, num: int) -> str:
        return self.catalog.ngettext(one, many, num) % {"num": num}


@lru_cache(maxsize=8)
def spoken(language: str) -> Words:
    return Words(language)
