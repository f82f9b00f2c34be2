from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import perf_counter, sleep

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from wiki.accounts import passwords
from wiki.accounts.passwords import NOBODY, hash_password, is_outdated, is_right


def test_argon2id_with_19_mib_twice_over() -> None:
    made = extract_parameters(hash_password("correct horse battery"))
    assert (made.type, made.memory_cost, made.time_cost, made.parallelism) == (Type.ID, 19 * 1024, 2, 1)


def test_right_and_wrong() -> None:
    made = hash_password("correct horse battery")
    assert is_right(made, "correct horse battery")
    assert not is_right(made, "correct horse batterie")


def test_accents_typed_in_two_ways_are_the_same_password() -> None:
    assert is_right(hash_password("crème brûlée à toi"), "cre\u0300me bru\u0302le\u0301e a\u0300 toi")


def test_nobody_has_no_password_and_takes_as_long_as_anybody() -> None:
    made = hash_password("correct horse battery")
    assert not is_right(None, "correct horse battery")
    assert min(_time(None) for _ in range(5)) > 0.5 * min(_time(made) for _ in range(5))
    assert extract_parameters(NOBODY) == extract_parameters(made)


def _time(password_hash: str | None) -> float:
    began = perf_counter()
    is_right(password_hash, "wrong")
    return perf_counter() - began


def test_a_hash_of_other_days_is_outdated() -> None:
    assert is_outdated("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$vX6mXHTWYrjPRWtRa1qdMd0z5N8")
    assert not is_outdated(NOBODY)


def test_two_are_hashed_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    lock, running, most = Lock(), 0, 0

    def slow(_password: str) -> str:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        sleep(0.01)
        with lock:
            running -= 1
        return ""

    monkeypatch.setattr(passwords, "offload", lambda _work, password: slow(password))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hash_password, ["correct horse battery"] * 8))
    assert most == 2
