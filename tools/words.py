"""Brings translations/*/LC_MESSAGES/messages.po in line with the words in the code: `make words`.

The files hold no dates, places or wrapped lines: what changes in them is words. New ones wait with an empty `msgstr`,
and those nothing says any more are left out.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
METHODS = {"wiki": [("**.py", "python")], "templates": [("**.html", "jinja2"), ("**.txt", "jinja2")]}
OPTIONS = {
    "**.html": {"silent": "false"},
    "**.txt": {"silent": "false"},
}  # a template that cannot be read is an error, not one without words
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "Invalid": (2,),  # said in the domain, translated where it is shown; so are these two
    "fact_of": None,
    "phrase": None,
}
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: Kring\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plurals}\n"

"""


def words() -> Catalog:
    """Every word the code says."""
    found = Catalog()
    for folder, methods in METHODS.items():
        for _file, _line, message, _comments, context in extract_from_dir(ROOT / folder, methods, OPTIONS, KEYWORDS):
            found.add(message, context=context)
    return found


def files() -> Iterator[Path]:
    return ROOT.glob("translations/*/LC_MESSAGES/messages.po")


def read(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=file.parent.parent.name)


def update(file: Path) -> None:
    catalog = read(file)
    catalog.update(words(), no_fuzzy_matching=True)
    with file.open("wb") as out:
        out.write(HEADER.format(language=catalog.locale, plurals=catalog.plural_forms).encode())
        write_po(out, catalog, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)


if __name__ == "__main__":
    for each in files():
        update(each)
