"""Draws the icons of the installed app from static/logo.svg: `python tools/icons.py`. Needs Chromium."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import chromium
from tools.steps import ROOT

PLACE = ROOT / "static" / "app-icons"
SIZES = (192, 512)
SHOWN = {"any": 1.0, "maskable": 0.72}
"""How much of the picture the logo takes: a mask may cut the rim away."""


def main() -> None:
    logo = (ROOT / "static" / "logo.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        for purpose, part in SHOWN.items():
            for size in SIZES:
                page = browser.new_page(viewport={"width": size, "height": size})
                ground = "#065c66" if purpose == "maskable" else "transparent"
                page.set_content(
                    f"<style>body{{margin:0;display:grid;place-items:center;height:100vh;background:{ground}}}"
                    f"svg{{width:{part * 100}%;height:{part * 100}%}}</style>{logo}"
                )
                page.screenshot(path=PLACE / f"{purpose}-{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
