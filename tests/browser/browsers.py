"""Browsers of people. One test hands them on to the next: one that has the scripts in its cache opens a page sooner."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

SAY_VIOLATIONS = """addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI}) =>
  console.error(`Refused by the policy: ${effectiveDirective} ${blockedURI}`))"""
NETWORK = ("Failed to load resource", "WebSocket connection to")
# In lines of more than 20,000 characters CodeMirror leaves parts undrawn and may misjudge their height; then it stops
# measuring until the next frame, and says so. Without anything of ours it does the same.
ASIDE = ("Viewport failed to stabilize",)


class Browsers:
    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[BrowserContext] = []
        self._used: list[tuple[BrowserContext, bool]] = []
        self._troubles: list[str] = []
        self._lasting = False

    def open(self, address: str, **options: Any) -> BrowserContext:
        """One that knows nobody; with options it is one of its own."""
        usual = not options and self._lasting
        context = self._free.pop() if usual and self._free else self._new(**({"base_url": address} | options))
        self._used.append((context, usual))
        return context

    @contextmanager
    def for_one_test(self, address: str, lasting: bool) -> Iterator[list[str]]:
        """What scripts and the policy complain of meanwhile. A server that does not last has browsers of its own."""
        self._troubles.clear()
        self._lasting = lasting
        yield self._troubles
        for context, usual in self._used:
            if usual:
                empty(context, address)
                self._free.append(context)
            else:
                context.close()
        self._used.clear()

    def _new(self, **options: Any) -> BrowserContext:
        context = self._browser.new_context(**options)
        context.add_init_script(SAY_VIOLATIONS)
        context.on("weberror", lambda error: self._troubles.append(str(error.error)))
        context.on("console", lambda line: is_trouble(line) and self._troubles.append(f"{line.page.url}: {line.text}"))
        return context


def empty(context: BrowserContext, address: str) -> None:
    """All that a person leaves behind in a browser, except the cache."""
    for page in context.pages:
        page.close()
    page = context.new_page()
    everything = {"origin": address, "storageTypes": "all"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
    page.close()
    context.clear_cookies()
    context.clear_permissions()
    context.set_offline(False)


def is_trouble(line: ConsoleMessage) -> bool:
    """An error or warning, other than about a server that a test has stopped or an answer that it has asked for. A font
    for text is fetched early on pages that turn out to have no text, and a state where no scripts want it, too."""
    early = "preloaded" in line.text and any(part in line.text for part in (".woff2", "/state"))
    return line.type in ("error", "warning") and not line.text.startswith(NETWORK + ASIDE) and not early
