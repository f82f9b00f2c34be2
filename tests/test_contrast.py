"""Colours can be read: every pair that meets on the page, in light and dark, by the WCAG 2 formula."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parent.parent / "static" / "css"
TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
PERSON = re.compile(r"\.p(\d) \{(.*?)\}", re.DOTALL)
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(")

TEXT, CONTROL = 4.5, 3.0
PLAIN = ("page", "canvas", "raised", "hover", "sunken")
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3") for ground in PLAIN],
    *[("accent-text", ground, TEXT) for ground in (*PLAIN, "accent-soft")],
    ("ink", "accent-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("accent", "page", CONTROL),
    ("accent", "canvas", CONTROL),
    *[("line-strong", ground, CONTROL) for ground in ("page", "canvas", "raised")],
    ("ink", "mark", TEXT),
    ("ink", "mark-soft", TEXT),
    ("mark-ink", "mark", TEXT),
    ("mark-ink", "mark-soft", TEXT),
    *[(tone, ground, TEXT) for tone in ("ok", "warn", "danger") for ground in (f"{tone}-soft", "page", "raised")],
    *[("ink", f"{tone}-soft", TEXT) for tone in ("ok", "warn", "danger")],
    *[("ink-3", f"{tone}-soft", TEXT) for tone in ("ok", "danger")],
    *[("accent-text", f"{tone}-soft", TEXT) for tone in ("ok", "warn", "danger")],
    ("ink", "selection", TEXT),
    ("on-float", "float", TEXT),
    ("float-accent", "float", TEXT),
    *[(f"code-{part}", "sunken", TEXT) for part in ("key", "name", "type", "string", "number", "quiet")],
    ("danger", "sunken", TEXT),
]


def tokens() -> dict[str, tuple[str, str]]:
    found = {name: (light, dark) for name, light, dark in TOKEN.findall((CSS / "tokens.css").read_text())}
    for slot, body in PERSON.findall((CSS / "people-colours.css").read_text()):
        found |= {f"{name}-{slot}": (light, dark) for name, light, dark in TOKEN.findall(body)}
    return found


COLOURS = tokens()


def contrast(one: str, other: str) -> float:
    """The ratio of relative luminances, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def test_the_formula() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_pairs(ink: str, ground: str, least: float) -> None:
    for theme, text, below in zip(("light", "dark"), COLOURS[ink], COLOURS[ground], strict=True):
        assert contrast(text, below) >= least, f"{ink} on {ground}, {theme}"


@pytest.mark.parametrize("slot", range(8))
def test_people(slot: int) -> None:
    solid, soft, ink = (COLOURS[f"{name}-{slot}"] for name in ("p", "p-soft", "p-ink"))
    for theme in (0, 1):
        assert contrast(ink[theme], soft[theme]) >= 7
        assert contrast(solid[theme], COLOURS["page"][theme]) >= TEXT, "the dot and ring stand on the page"
        assert contrast(COLOURS["on-accent"][theme], solid[theme]) >= TEXT, "the caret carries a name"


@pytest.mark.parametrize(
    "path", [p for p in CSS.glob("*.css") if p.name not in {"tokens.css", "people-colours.css", "print.css"}], ids=str
)
def test_only_tokens_hold_colours(path: Path) -> None:
    assert not RAW_COLOUR.findall(path.read_text()), "a colour belongs in tokens.css, where its contrast is checked"
