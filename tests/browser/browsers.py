"""Browsers of people, each with nothing of an earlier test in it."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

SAY_VIOLATIONS = """addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI}) =>
  console.error(`Refused by the policy: ${effectiveDirective} ${blockedURI}`))"""
NETWORK = (
    "Failed to load resource",
    "WebSocket connection to",
    "An unknown error occurred when fetching the script",  # the worker that keeps pages, looked for without a network
)
# In lines of more than 20,000 characters CodeMirror leaves parts undrawn and may misjudge their height; then it stops
# measuring until the next frame, and says so. Without anything of ours it does the same.
ASIDE = ("Viewport failed to stabilize",)


class Browsers:
    """Those of one test, and what scripts and the policy complain of in them."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.troubles: list[str] = []
        self._browser, self._address = browser, address
        self._open: list[BrowserContext] = []

    def open(self, **options: Any) -> BrowserContext:
        """One that knows nobody."""
        context = self._browser.new_context(**({"base_url": self._address} | options))
        self._open.append(context)
        context.add_init_script(SAY_VIOLATIONS)
        context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        context.on("console", lambda line: is_trouble(line) and self.troubles.append(f"{line.page.url}: {line.text}"))
        return context

    def close(self) -> None:
        for context in self._open:
            context.close()


def is_trouble(line: ConsoleMessage) -> bool:
    """An error or warning, other than about a server that a test has stopped or an answer that it has asked for. A font
    for text is fetched early on pages that turn out to have no text, and a state where no scripts want it, too."""
    early = "preloaded" in line.text and any(part in line.text for part in (".woff2", "/state"))
    return line.type in ("error", "warning") and not line.text.startswith(NETWORK + ASIDE) and not early
