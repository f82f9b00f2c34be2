"""A device that keeps pages, as tests look at it."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.soon import expect
from tests.browser.writer import Writer
from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text

TEXT = "Bring the key.\n\n## Before you go\n\nAsk for the supply window. See [[Notes from the train]].\n"
IN_STORE = """([store, row]) => new Promise((done) => {
  const opening = indexedDB.open(store === "asides" ? "kring-editing" : "kring-offline");
  opening.onsuccess = () => {
    const db = opening.result;
    const finish = (result) => { db.close(); done(result); };
    if (!db.objectStoreNames.contains(store)) return finish([]);
    const rows = db.transaction(store, "readwrite").objectStore(store);
    const asked = row ? rows.put(row) : rows.getAllKeys();
    asked.onsuccess = () => finish(row ? [] : asked.result.map((key) => [key].flat().join(" ")));
  };
})"""


def stored(page: Page, store: str = "answers") -> list[str]:
    """The keys of what this device keeps."""
    return list(page.evaluate(IN_STORE, [store, None]))


def kept(page: Page, *keys: str) -> None:
    """Wait until this device has it, and a worker to show it."""
    page.evaluate("navigator.serviceWorker.ready")
    wait(lambda: set(keys) <= set(stored(page)), page)


def wait(condition: Callable[[], bool], page: Page) -> None:
    for _ in range(200):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"only {stored(page)} {stored(page, 'pages')}")


def fill(place: Place, person: Person, text: str = TEXT) -> None:
    with unit():
        write_text(place.page_id, person.id, text)


def draft_of(person: Person, place: Place) -> dict[str, object]:
    """A page that somebody has begun on a device."""
    words = {"title": "Begun far away", "text": "Words.", "untitled": "Untitled"}
    return {"account": person.id, "key": f"k{place.page_id}", "space": place.slug, "parent": "", **words}


def cold_tab(visit: Visit, person: Person, place: Place) -> Page:
    """A device that has the page and what is shown elsewhere."""
    fill(place, person)
    page = visit(person, place.url)
    paths = [f"/p/{place.page_id}", f"/p/{place.page_id}/edit", f"/p/{place.page_id}/state", "/-/device"]
    kept(page, *(f"{person.id} {path}" for path in paths))
    return page


def edited(page: Page, place: Place, words: str) -> Writer:
    """With these words at its end, which only this device has."""
    page.context.set_offline(True)
    page.goto(f"{place.url}/edit")
    writer = Writer(page, place.url)
    expect(writer.content).to_have_attribute("contenteditable", "true")
    writer.content.focus()
    return writer.press("Control+End").type(words).on_this_device()
