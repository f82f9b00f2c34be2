"""`pip install` of the wheel in an empty environment, far from the checkout, is a Kring that serves."""

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from tests.serving import Server, run
from wiki.core.paths import PACKAGE

CHECKOUT = PACKAGE.parent
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that the checkout's own bundle stays as it is under the tests that run beside this one."""
    source = tmp_path_factory.mktemp("source")
    for name in run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=CHECKOUT).split("\0"):
        if (CHECKOUT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, source / name)
    if (CHECKOUT / "node_modules").is_dir():
        (source / "node_modules").symlink_to(CHECKOUT / "node_modules")
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, *PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", out, ".", cwd=source)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that holds Kring and what it needs, nothing else."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", home / "venv", cwd=home)
    python = home / "venv" / "bin" / "python"
    run(python, *PIP, "install", "--require-hashes", "-r", CHECKOUT / "requirements.lock", cwd=home)
    run(python, *PIP, "install", "--no-index", wheel, cwd=home)
    run(python, *PIP, "check", cwd=home)
    return python.parent


def test_the_wheel_holds_what_stands_beside_the_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("static/dist/manifest.json", "static/dist/licences.txt", "templates/base.html", "migrations/env.py"):
        assert f"wiki/_shipped/{name}" in names
    assert {f"wiki/pages/ready/{language}/incident.md" for language in ("en", "nl")} <= names
    for suffix in (".js", ".js.br", ".css", ".css.gz", ".woff2"):
        assert any(name.startswith("wiki/_shipped/static/dist/") and name.endswith(suffix) for name in names), suffix
    sources = {path.relative_to(CHECKOUT).with_suffix(".mo") for path in CHECKOUT.glob("translations/*/*/*.po")}
    assert {f"wiki/_shipped/{path}" for path in sources} <= names
    assert all(name.startswith(("wiki/", "kring-")) for name in names)
    assert not [name for name in names if "node_modules" in name or name.endswith((".pyc", ".test.js", ".sqlite"))]


def test_the_command_speaks(installed: Path, tmp_path: Path) -> None:
    assert "serve" in run(installed / "kring", "--help", cwd=tmp_path)


def test_nothing_is_missing_after_the_first_start(installed: Path, tmp_path: Path) -> None:
    with Server(tmp_path / "data", installed / "kring", "serve") as server:
        page = server.get("/sign-in").read().decode()
        assert 'name="password"' in page
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert server.get(style).status == 200
        assert server.owner_link.startswith(server.address)
    assert "All is in place" in run("env", f"DATA_DIR={tmp_path / 'data'}", installed / "kring", "check", cwd=tmp_path)
