"""Updates of shared texts as they come over the wire, read without a CRDT library."""

from wiki.editing.wire.letters import blanked
from wiki.editing.wire.reader import MAX_CLIENT, MAX_STRUCTS, TEXT, TITLE, BadUpdate, Place, Span
from wiki.editing.wire.titled import Titled
from wiki.editing.wire.update import MAX_BYTES, Advance, ParsedUpdate, advance, pairs_in, parse_update, parse_vector

__all__ = [
    "MAX_BYTES",
    "MAX_CLIENT",
    "MAX_STRUCTS",
    "TEXT",
    "TITLE",
    "Advance",
    "BadUpdate",
    "ParsedUpdate",
    "Place",
    "Span",
    "Titled",
    "advance",
    "blanked",
    "pairs_in",
    "parse_update",
    "parse_vector",
]
