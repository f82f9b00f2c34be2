"""The locks name packages and hashes, never where to get them: that is for the machine that installs to say."""

import json
import re
from pathlib import Path

import pytest

from wiki.core.paths import PACKAGE

CHECKOUT = PACKAGE.parent
PYTHON_LOCKS = sorted(CHECKOUT.glob("requirements*.lock"))
ADDRESS = re.compile(r"https?:|file:|git\+|--(extra-)?index-url|--find-links")


def test_there_are_locks() -> None:
    assert [path.name for path in PYTHON_LOCKS] == [
        "requirements-dev.lock",
        "requirements-node.lock",
        "requirements.lock",
    ]


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda path: path.name)
def test_a_python_lock_names_no_host_and_hashes_all(lock: Path) -> None:
    text = lock.read_text()
    assert not ADDRESS.search(text)
    for package in re.split(r"\n(?=\w)", re.sub(r"(?m)^\s*#.*\n?", "", text).strip()):
        assert "--hash=sha256:" in package, package.splitlines()[0]


@pytest.mark.parametrize("folder", [".", "extras/mermaid"])
def test_an_npm_lock_names_no_host_and_hashes_all(folder: str) -> None:
    packages = json.loads((CHECKOUT / folder / "package-lock.json").read_text())["packages"]
    packages.pop("")
    for name, package in packages.items():
        package.pop("funding", None)  # where to thank somebody is no place to load from
        assert not ADDRESS.search(json.dumps(package)), name
        assert package["integrity"].startswith("sha512-"), name
