"""The worker that keeps pages, and the manifest to install Kring with."""

import json
import re
from dataclasses import replace

import pytest
from flask import Flask

from wiki.core.paths import shipped


def test_the_worker_keeps_files_that_are_there(app: Flask) -> None:
    answer = app.test_client().get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    found = re.match(r"self\.KRING = (\{.*\});\n", answer.text)
    assert found
    assets = json.loads(found[1])["assets"]
    assert any("/editor-" in name for name in assets)
    assert not any("mermaid" in name or "KaTeX" in name for name in assets)
    for name in assets:
        assert (shipped("static") / name.removeprefix("/static/")).is_file(), name


def test_switched_off_it_takes_itself_away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "KRING", replace(app.config["KRING"], offline=False))
    script = app.test_client().get("/sw.js").text
    assert "unregister()" in script
    assert "KRING" not in script


def test_the_manifest_names_icons_that_are_there(app: Flask) -> None:
    answer = app.test_client().get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    icons = json.loads(answer.text)["icons"]
    assert {(icon["purpose"], icon["sizes"]) for icon in icons} >= {("any", "192x192"), ("maskable", "512x512")}
    for icon in icons:
        assert (shipped("static") / icon["src"].removeprefix("/static/")).is_file()
