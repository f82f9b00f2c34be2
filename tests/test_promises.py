"""Prose is held to its word: what README and ARCHITECTURE say is what the code does."""

import re
from dataclasses import fields
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from wiki.core.db import Base, connect
from wiki.core.schema import alembic_config, migrate
from wiki.core.settings import Settings, read_settings

ROOT = Path(__file__).parents[1]


def settings_table() -> str:
    """The table of settings as README must have it."""
    rows = ["| Setting | Default | Meaning |", "|---|---|---|"]
    for field in fields(Settings):
        default = said(field.default)
        rows.append(f"| `{field.name.upper()}` | {f'`{default}`' if default else ''} | {field.metadata['meaning']} |")
    return "\n".join(rows)


def said(default: object) -> str:
    """A default as one would write it."""
    if isinstance(default, bool):
        return "on" if default else "off"
    return str(default)


def test_readme_lists_every_setting() -> None:
    assert settings_table() in (ROOT / "README.md").read_text()


def test_there_is_one_head_of_migrations() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


def test_models_equal_migrations(tmp_path: Path) -> None:
    engine = connect(read_settings({}, data_dir=tmp_path))
    assert migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []
    assert not migrate(engine), "a second start has nothing to do"
    engine.dispose()


def test_architecture_names_every_package() -> None:
    table = (ROOT / "ARCHITECTURE.md").read_text()
    for package in sorted(p.parent.name for p in (ROOT / "wiki").glob("*/__init__.py")):
        assert f"`{package}`" in table, f"ARCHITECTURE.md does not place `{package}` on a floor"


def test_architecture_names_every_dependency() -> None:
    named = (ROOT / "ARCHITECTURE.md").read_text().lower().replace("-", "").replace(" ", "")
    declared = re.search(r"\ndependencies = \[(.*?)\n\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL)
    assert declared
    for name in re.findall(r'"([A-Za-z0-9-]+)', declared[1]):
        assert name.lower().replace("-", "") in named, f"ARCHITECTURE.md gives no reason for {name}"


def test_nothing_reads_the_environment_but_the_settings() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "wiki").rglob("*.py")
        if re.search(r"os\.environ|os\.getenv|getenv\(", path.read_text())
    }
    child_processes = {"wiki/core/child.py", "wiki/transfer/repository.py", "wiki/export/git.py"}
    assert readers <= {"wiki/core/settings.py"} | child_processes, "a child, or git, is passed PATH and the like"
