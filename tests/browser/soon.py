"""Playwright's `expect`, asked every few milliseconds: its own pauses grow to a second, and waits would end in one."""

from collections.abc import Callable
from time import monotonic
from typing import Any, cast, overload

from playwright.sync_api import Locator, LocatorAssertions, Page, PageAssertions
from playwright.sync_api import expect as at_once

WITHIN_MS = 5_000
EVERY_MS = 25


@overload
def expect(what: Locator, message: str | None = None) -> LocatorAssertions: ...
@overload
def expect(what: Page, message: str | None = None) -> PageAssertions: ...
def expect(what: Locator | Page, message: str | None = None) -> LocatorAssertions | PageAssertions:
    return cast("LocatorAssertions | PageAssertions", _Soon(what, message))


class _Soon:
    def __init__(self, what: Locator | Page, message: str | None) -> None:
        self.page = what.page if isinstance(what, Locator) else what
        self.assertions = at_once(what, message)

    def __getattr__(self, name: str) -> Callable[..., None]:
        ask = getattr(self.assertions, name)

        def until(*arguments: Any, timeout: float = WITHIN_MS, **more: Any) -> None:
            end = monotonic() + timeout / 1000
            while True:
                try:
                    return ask(*arguments, timeout=1, **more)  # one look, however long that takes
                except AssertionError:
                    if monotonic() > end:
                        raise
                self.page.wait_for_timeout(EVERY_MS)

        return until
