"""What is counted as lost can be said in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

from wiki.core.speaking import spoken
from wiki.transfer.losses import KNOWN, SHAPED, loss_in_words
from wiki.transfer.telling import Fact, fact_of, kept, listed, told, why

SOURCES = sorted(Path("wiki/transfer").rglob("*.py"))


def counted(tree: ast.AST) -> Iterator[str]:
    """The names under which something is counted in a `left`, as far as they stand there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).rpartition(".")[2] in ("left", "_left"):
            key = node.slice
            if isinstance(key, ast.Constant):
                yield str(key.value)
            elif isinstance(key, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in key.values)


def test_each_is_known() -> None:
    names = {name for file in SOURCES for name in counted(ast.parse(file.read_text()))}
    signs = {name for name in names if name[0] in "<{"}
    assert len(names) > 20
    assert [n for n in names - signs - KNOWN if not any(shape.fullmatch(n) for shape, _ in SHAPED)] == []


def test_a_fact_is_kept_and_told_in_the_language_of_who_reads_it() -> None:
    facts = [fact_of("Changed: %(pages)s", pages=3), *listed(fact_of("Skipped"), [why("a.md", "hidden"), "b", "c"], 2)]
    assert told(kept(facts)) == facts
    dutch = [line for fact in told(kept(facts)) for line in fact.lines(spoken("nl"))]
    assert dutch == ["Gewijzigd: 3", "Overgeslagen", "  a.md: verborgen", "  b", "  en nog 1"]
    assert loss_in_words("front matter: x 100 %", spoken("nl")) == "kopgegevens: x 100 %"
    assert loss_in_words("{% x %}", spoken("nl")) == "{% x %}"
    assert Fact("100 %").line(spoken("nl")) == "100 %"


def test_what_was_kept_before_there_were_facts_is_told_as_it_stands() -> None:
    assert [fact.line(spoken("nl")) for fact in told("Garden: 2 pages, 100 %")] == ["Garden: 2 pages, 100 %"]
