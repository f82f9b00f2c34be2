"""The blocks of plain CommonMark."""

from wiki.markup.drawing import Drawing, attributes
from wiki.markup.embedding import draw_embeds
from wiki.markup.files import draw_figure
from wiki.markup.model import Token


def draw_paragraph(drawing: Drawing, token: Token) -> str:
    return draw_figure(drawing, token) or draw_embeds(drawing, token) or f"<p>{drawing.children(token)}</p>\n"


def draw_block_text(drawing: Drawing, token: Token) -> str:
    return drawing.children(token)


def draw_quote(drawing: Drawing, token: Token) -> str:
    return f"<blockquote>\n{drawing.children(token)}</blockquote>\n"


def draw_list(drawing: Drawing, token: Token) -> str:
    items = drawing.children(token)
    if token["attrs"]["ordered"]:
        return f"<ol{attributes(start=token['attrs'].get('start'))}>\n{items}</ol>\n"
    if any(item["type"] == "task" for item in token["children"]):
        return f'<ul class="tasks" role="list">\n{items}</ul>\n'
    return f"<ul>\n{items}</ul>\n"


def draw_item(drawing: Drawing, token: Token) -> str:
    return f"<li>{drawing.children(token)}</li>\n"


def draw_nothing(drawing: Drawing, token: Token) -> str:
    return ""


def draw_break(drawing: Drawing, token: Token) -> str:
    return "<hr>\n"


def draw_raw(drawing: Drawing, token: Token) -> str:
    return f"{token['raw'].rstrip()}\n"
