"""Short files and functions force names: see the end of ARCHITECTURE.md. Biome measures functions in JavaScript."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from wiki.core.paths import PACKAGE

FILE_LINES, FUNCTION_LINES = 250, 40
CHECKOUT = PACKAGE.parent


def test_files_and_functions_are_short() -> None:
    sources = [*PACKAGE.rglob("*.py"), *CHECKOUT.glob("static/**/*.js"), *CHECKOUT.glob("static/**/*.css")]
    assert [words for path in sorted(sources) if "dist" not in path.parts for words in too_long(path)] == []


@pytest.mark.parametrize(("name", "lines"), [("long.py", FILE_LINES + 1), ("long.js", FILE_LINES + 1)])
def test_a_long_file_is_found(tmp_path: Path, name: str, lines: int) -> None:
    path = tmp_path / name
    path.write_text("\n" * lines)
    assert list(too_long(path)) == [f"{path} has {lines} lines"]


def test_a_long_function_is_found(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("class A:\n    def f(self):\n" + "        pass\n" * FUNCTION_LINES)
    assert list(too_long(path)) == [f"{path}: f has {FUNCTION_LINES + 1} lines"]


def too_long(path: Path) -> Iterator[str]:
    text = path.read_text()
    if text.count("\n") > FILE_LINES:
        yield f"{path} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)) if path.suffix == ".py" else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > FUNCTION_LINES:
            yield f"{path}: {node.name} has {lines_of(node)} lines"


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
