"""Markdown to safe HTML: a pure function of the text and of who answers what its names stand for."""

from collections.abc import Mapping

from wiki.markup import (
    assigning,
    blocks,
    callouts,
    code,
    definitions,
    embedding,
    files,
    footnotes,
    headings,
    inline,
    links,
    math,
    tables,
    tasks,
)
from wiki.markup.collect import collect
from wiki.markup.document import parse
from wiki.markup.drawing import Drawing, Part
from wiki.markup.model import Links, Rendered, Seen, Words
from wiki.markup.sanitise import sanitise
from wiki.markup.text import count_words, summary_of, text_of

_PARTS: Mapping[str, Part] = {
    "blank_line": blocks.draw_nothing,
    "block_code": code.draw_code,
    "block_html": blocks.draw_raw,
    "block_quote": blocks.draw_quote,
    "block_text": blocks.draw_block_text,
    "callout": callouts.draw_callout,
    "codespan": inline.draw_codespan,
    "definitions": definitions.draw_definitions,
    "display_math": math.draw_inline_math,
    "due": assigning.draw_due,
    "emphasis": inline.around("em"),
    "heading": headings.draw_heading,
    "image": files.draw_image,
    "inline_html": inline.draw_raw,
    "inline_math": math.draw_inline_math,
    "linebreak": inline.draw_linebreak,
    "link": links.draw_link,
    "list": blocks.draw_list,
    "list_item": blocks.draw_item,
    "mark": inline.around("mark"),
    "math": math.draw_math,
    "meaning": definitions.draw_meaning,
    "mention": links.draw_mention,
    "note": footnotes.draw_note,
    "note_call": footnotes.draw_note_call,
    "notes": footnotes.draw_notes,
    "paragraph": blocks.draw_paragraph,
    "softbreak": inline.draw_softbreak,
    "strikethrough": inline.around("del"),
    "strong": inline.around("strong"),
    "table": tables.draw_table,
    "table_body": tables.draw_body,
    "table_cell": tables.draw_cell,
    "table_head": tables.draw_head,
    "table_row": tables.draw_row,
    "tag": links.draw_tag,
    "task": tasks.draw_task,
    "term": definitions.draw_term,
    "text": inline.draw_text,
    "thematic_break": blocks.draw_break,
    "wikilink": embedding.draw_wikilink,
}


def render(text: str, links: Links, words: Words | None = None, old: Mapping[str, str] | None = None) -> Rendered:
    """Safe HTML for a reader, and what the text holds. `old`: former anchors, each with the anchor it leads to now."""
    tokens = parse(text)
    outline = headings.number_headings(tokens)
    headings.keep_old(tokens, old or {})
    found = collect(tokens)
    html = Drawing(_PARTS, links, words or Words()).page(tokens)
    return Rendered(
        html=sanitise(html),
        outline=outline,
        links=tuple(found.links),
        mentions=tuple(found.members),
        tags=tuple(found.tags),
        tasks=tuple(found.tasks),
        words=count_words(text_of(tokens)),
        needs=frozenset(found.needs),
        summary=summary_of(tokens),
    )


def scan(text: str) -> Seen:
    """The names a text mentions, so that they can be looked up together before it is rendered; and its headings."""
    tokens = parse(text)
    outline = headings.number_headings(tokens)
    found = collect(tokens)
    pages = dict.fromkeys(link.name for link in found.links if link.kind == "page")
    return Seen(
        tuple(pages), tuple(found.relative), tuple(found.members), tuple(found.tags), outline, tuple(found.embeds)
    )
