"""The block of YAML that site generators keep above the text."""

import math
import re
from datetime import date
from typing import Any

import yaml

BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
SIMPLE = re.compile(r"^(\w[\w-]*):[ \t]*(.*?)[ \t]*$", re.MULTILINE)

Meta = dict[str, Any]


def split_front_matter(text: str) -> tuple[Meta, str]:
    """What stands above the text, and the text. Keys are in lower case."""
    block = BLOCK.match(text)
    if not block:
        return {}, text
    return _parse(block["yaml"]), text[block.end() :]


def _parse(source: str) -> Meta:
    """As YAML; what is not quite YAML is read line by line, as most generators do."""
    try:
        meta = yaml.load(source, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        meta = {key: value.strip("\"'") for key, value in SIMPLE.findall(source)}
    return {str(key).lower(): value for key, value in meta.items()} if isinstance(meta, dict) else {}


def words_of(value: object) -> str:
    """A value as one line of text; nothing when it is a list or a table."""
    if not isinstance(value, str | int | float | date) or value is True:
        return ""
    try:
        return " ".join(str(value).split())
    except ValueError:  # a number of thousands of digits
        return ""


def number_of(value: object) -> float | None:
    """A value as a number that others can be compared with."""
    try:
        number = float(value) if isinstance(value, int | float) else math.nan
    except OverflowError:
        return None
    return None if math.isnan(number) else number


def list_of(value: object) -> list[str]:
    """A value as a list of lines, whether one or several were given."""
    several = value if isinstance(value, list) else [value]
    return [line for line in map(words_of, several) if line]
