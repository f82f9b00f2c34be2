"""How far it is: a bar for people, lines for logs."""

import io

from wiki.transfer.progress import progress_on


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar() -> None:
    stream = Terminal()
    assert list(progress_on(stream).through("abc", "Reading", 3)) == ["a", "b", "c"]
    assert stream.getvalue().endswith("█ " + "     3 of 3\n")
    assert stream.getvalue().startswith("\rReading")


def test_a_log_gets_a_line() -> None:
    stream = io.StringIO()
    assert list(progress_on(stream).through("abc", "Reading", 3)) == ["a", "b", "c"]
    assert stream.getvalue() == "Reading: 3\n"
