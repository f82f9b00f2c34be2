"""Delays after failures: growing pauses that stop guessing and lock nobody out.

A try is counted before the password is looked at, so that a thousand at once count as a thousand, and taken back when
it was right. What is refused is not counted: pauses end by themselves. A browser that has signed in as this account
before is counted by itself, so nobody else's guesses, not even from the same office, can slow its owner down.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, exists, insert, literal, select, update

from wiki.accounts.models import Attempt
from wiki.core.clock import now
from wiki.core.db import session
from wiki.core.errors import TooMany
from wiki.core.unit import unit

COUNTED_FOR = timedelta(hours=1)
DEVICE_KNOWN_FOR = timedelta(days=400)
IPV6_NETWORK_BITS = 64  # one household or office has as many addresses as it likes within these


@dataclass(frozen=True)
class Origin:
    """Where a try comes from: the network address, and the browser by the secret it was given when it signed in."""

    address: str
    device: str = ""

    @property
    def network(self) -> str:
        try:
            address = ip_address(self.address)
        except ValueError:
            return self.address
        if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
            return str(int(address) >> (128 - IPV6_NETWORK_BITS))
        return str(address)


@dataclass(frozen=True)
class Limit:
    """So many tries an hour are free; after that `pause` says how long, given the number beyond and the hour's end."""

    free: int
    pause: Callable[[int, timedelta], timedelta]


def _doubling(longest_s: int) -> Callable[[int, timedelta], timedelta]:
    return lambda beyond, _left: timedelta(seconds=min(longest_s, 2 ** min(beyond, 16)))


def _until_the_hour_ends(_beyond: int, left: timedelta) -> timedelta:
    return left


PAIR = Limit(free=5, pause=_doubling(60))
ACCOUNT = Limit(free=50, pause=_doubling(4))
ADDRESS = Limit(free=30, pause=_until_the_hour_ends)
MAILBOX = Limit(free=3, pause=_until_the_hour_ends)


@dataclass(frozen=True)
class Try:
    """One counted try at an account."""

    keys: tuple[str, ...]

    def take_back(self) -> None:
        """It was right: forget the failures before it, and do not count it against the address."""
        with unit():
            session.execute(delete(Attempt).where(Attempt.key == self.keys[0]))
            session.execute(
                update(Attempt)
                .where(Attempt.key.in_(self.keys[1:]), Attempt.failures > 0)
                .values(failures=Attempt.failures - 1, not_before=now())
            )


def count_try(account: str, origin: Origin, *, known_device: bool) -> Try:
    """Counts a try at this account, by whatever name was typed. Raises TooMany."""
    if known_device:
        limits = {_key("pair", account, origin.device): PAIR}
    else:
        limits = {
            _key("pair", account, origin.network): PAIR,
            _key("account", account): ACCOUNT,
            _key("address", origin.network): ADDRESS,
        }
    with unit():
        for key, limit in limits.items():
            _count(key, limit)
    return Try(tuple(limits))


def count_use(what: str, key: str, limit: Limit = ADDRESS) -> None:
    """Counts something that is not to be done too often, such as mail to one mailbox. Raises TooMany."""
    with unit():
        _count(_key(what, key), limit)


def remember_device(user_id: int, device: str) -> None:
    """From now on this browser's tries at the account are counted apart. Sweeps out what is no longer counted."""
    is_device = Attempt.key.startswith("device:")
    session.execute(delete(Attempt).where(~is_device, Attempt.since < now() - 2 * COUNTED_FOR))
    session.execute(delete(Attempt).where(is_device, Attempt.since < now() - DEVICE_KNOWN_FOR))
    _make(_key("device", str(user_id), device))


def knows_device(user_id: int, device: str) -> bool:
    known = exists().where(Attempt.key == _key("device", str(user_id), device))
    return bool(device) and bool(session.scalar(select(known)))


def _key(kind: str, *parts: str) -> str:
    """Hashed: addresses of people are not to be read from the table, and a key has one length."""
    text = "\0".join(part.casefold() for part in parts)
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()}"


def _count(key: str, limit: Limit) -> None:
    _make(key)
    attempt = session.get_one(Attempt, key, with_for_update=True)
    if attempt.since < now() - COUNTED_FOR:
        attempt.failures, attempt.since, attempt.not_before = 0, now(), now()
    if attempt.not_before > now():
        raise TooMany((attempt.not_before - now()).total_seconds())
    attempt.failures += 1
    if attempt.failures >= limit.free:
        attempt.not_before = now() + limit.pause(attempt.failures - limit.free, _left(attempt.since))


def _make(key: str) -> None:
    """One statement, and a writing one: whoever comes at the same time waits here and then reads what we wrote."""
    row = select(literal(key), literal(0), literal(now(), Attempt.since.type), literal(now(), Attempt.since.type))
    absent = row.where(~exists().where(Attempt.key == key))
    session.execute(insert(Attempt).from_select(["key", "failures", "since", "not_before"], absent))


def _left(since: datetime) -> timedelta:
    return since + COUNTED_FOR - now()
