"""The body of a block that begins behind a sign and hangs on below it: a footnote's text, a term's meaning."""

from re import Pattern

from wiki.markup.lines import LineState


def hanging_body(
    state: LineState, first: str, pos: int, *, sign: Pattern[str], indent: Pattern[str]
) -> tuple[str, int]:
    """The text and where it ends: the first line, what follows at once, and behind a blank line what is indented."""
    lines, blank = [first + "\n"], not first.strip()
    while pos < state.cursor_max:
        line = state.get_line(pos)
        indented = indent.match(line)
        if line.strip() and ((blank and not indented) or sign.match(line)):
            break
        blank = not line.strip()
        lines.append(line[indented.end() :] if indented else line)
        pos += len(line)
    while len(lines) > 1 and not lines[-1].strip():
        pos -= len(lines.pop())
    return "".join(lines), pos
