"""Somebody who opens every address there is: each route with all values filled in, and whatever the answers lead to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from itertools import product
from urllib.parse import quote, unquote, urlsplit
from zipfile import ZipFile, is_zipfile

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

LED_TO = re.compile(r"""(?:href|src|action|formaction)=["']([^"'#]+)""")
MOST, MOST_NARROWED = 4000, 20
REPEAT = ("spaces.ask_for_access",)
"""Pages that do no more than repeat the address that led to them."""


@dataclass
class Told:
    """What one address answered."""

    asked: str
    endpoint: str
    status: int
    text: str

    def beyond_the_question(self) -> str:
        """The answer without what it repeats of the address that was asked for."""
        said = self.text
        if self.asked == "/":
            return said
        parts = {self.asked, self.asked.partition("?")[0], unquote(self.asked)}
        if self.endpoint in REPEAT:
            parts.add(unquote(self.asked.partition("=")[2]) or self.asked)
        for spelling in parts:
            for form in (spelling, quote(spelling, safe=""), quote(spelling)):
                said = said.replace(form, "")
        return said


@dataclass
class Crawl:
    app: Flask
    client: FlaskClient
    values: dict[str, list[object]]
    """By the name of a route's argument: all that may stand there."""
    queries: dict[str, list[str]] = field(default_factory=dict)
    """By endpoint: what to ask besides asking nothing."""
    told: list[Told] = field(default_factory=list)
    narrowed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By endpoint: addresses with a question that links led to."""

    def run(self) -> list[Told]:
        waiting, known = list(self._first()), set[str]()
        while waiting:
            url = waiting.pop(0)
            if url in known:
                continue
            known.add(url)
            assert len(known) < MOST, f"the crawl does not end: {Counter(one.endpoint for one in self.told)}"
            told = self._ask(url)
            self.told.append(told)
            waiting += self._led_to(told)
        return self.told

    def answered(self) -> set[str]:
        """The endpoints that gave this person something."""
        return {told.endpoint for told in self.told if told.status < 400}

    def _first(self) -> Iterator[str]:
        for rule in reading_rules(self.app):
            for url in self._urls(rule):
                yield url
                yield from (f"{url}?{query}" for query in self.queries.get(rule.endpoint, ()))

    def _urls(self, rule: Rule) -> Iterable[str]:
        names = sorted(rule.arguments)
        unknown = [name for name in names if name not in self.values]
        assert not unknown, f"{rule.rule}: say in this test what {unknown} may be"
        adapter = self.app.url_map.bind("localhost")
        for chosen in product(*(self.values[name] for name in names)):
            yield adapter.build(rule.endpoint, dict(zip(names, chosen, strict=True)))

    def _ask(self, url: str) -> Told:
        answer = self.client.get(url)
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers)
        body = "\n".join(data.decode(errors="replace") for data in _unpacked(answer.get_data()))
        return Told(url, self._endpoint(url), answer.status_code, f"{headers}\n\n{body}")

    def _endpoint(self, url: str) -> str:
        try:
            return str(self.app.url_map.bind("localhost").match(urlsplit(url).path, method="GET")[0])
        except Exception:
            return ""

    def _led_to(self, told: Told) -> Iterator[str]:
        head, _, body = told.text.partition("\n\n")
        leads = re.findall(r"^Location: (\S+)", head, re.MULTILINE) + [unescape(url) for url in LED_TO.findall(body)]
        for lead in leads:
            url = lead.removeprefix("http://localhost").partition("#")[0]
            endpoint = self._endpoint(url)
            if url.startswith("/") and endpoint not in ("", "static", *REPEAT) and self._goes_on(endpoint, url):
                yield url

    def _goes_on(self, endpoint: str, url: str) -> bool:
        """Links that narrow what is asked, and narrow it again, have no end: so many of each kind say it all."""
        if "?" in url and url not in self.narrowed[endpoint]:
            if len(self.narrowed[endpoint]) >= MOST_NARROWED:
                return False
            self.narrowed[endpoint].add(url)
        return True


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What is in it, and, if it is a zip, the names and the contents of what that holds."""
    if not is_zipfile(BytesIO(data)):
        yield data
        return
    with ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            yield name.encode()
            yield packed.read(name)


def reading_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]
