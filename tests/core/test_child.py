"""A child may do anything, and only the child suffers."""

import logging
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wiki.core.child import Child, ChildDied, ChildError, ChildOverran, ChildPool
from wiki.core.paths import PACKAGE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HANDLERS = "child_handlers"


@pytest.fixture(autouse=True)
def _handlers_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child(HANDLERS, memory_mb=300)
    yield child
    child.close()


def gone(pid: int, within: float = 5) -> bool:
    """Whether the process ends in time; a zombie has ended."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


def test_answers_with_what_msgpack_knows(child: Child) -> None:
    args = {"raw": b"\0\xff", "words": "é 😀", "none": None, "list": [1, 2.5, True], "map": {2**53: "x"}}
    assert child.call("echo", **args) == args


def test_big_messages_pass_both_ways(child: Child) -> None:
    data = os.urandom(3_000_000)
    assert child.call("echo", data=data) == {"data": data}


def test_one_process_serves_many_calls(child: Child) -> None:
    assert child.pid is None
    assert child.call("pid") == child.call("pid") == child.pid


def test_an_exception_is_told_and_harms_nothing(child: Child) -> None:
    pid = child.call("pid")
    with pytest.raises(ChildError, match="ValueError: no such page"):
        child.call("fail", text="no such page")
    with pytest.raises(ChildError, match="TypeError"):
        child.call("pid", extra=1)
    with pytest.raises(ChildError, match="KeyError: 'unheard_of'"):
        child.call("unheard_of")
    assert child.call("pid") == pid


@pytest.mark.parametrize(("op", "args"), [("crash", {}), ("die", {"status": 3}), ("panic", {}), ("hoard", {"mb": 900})])
def test_after_a_death_the_next_call_has_a_new_child(child: Child, op: str, args: dict[str, int]) -> None:
    before = child.call("pid")
    with pytest.raises(ChildDied):
        child.call(op, **args)
    assert child.call("pid") != before


def test_a_loop_inside_c_code_is_ended(child: Child) -> None:
    began = time.monotonic()
    with pytest.raises(ChildOverran, match="processor time"):
        child.call("loop_in_c", cpu_seconds=0.2)
    assert time.monotonic() - began < 15
    assert child.call("echo", a=1) == {"a": 1}


def test_the_limit_is_for_one_call(child: Child) -> None:
    pid = child.call("pid")
    for _ in range(8):
        child.call("work", seconds=0.05, cpu_seconds=0.2)
    assert child.call("pid") == pid


def test_one_that_only_sleeps_is_ended_by_the_wall_clock(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    child.call("pid")
    monkeypatch.setattr("wiki.core.child.STARTING_SECONDS", 0.3)
    with pytest.raises(ChildOverran, match="no answer"):
        child.call("sleep", seconds=60, cpu_seconds=0.03)
    assert child.call("echo", cpu_seconds=2) == {}


def test_a_quiet_child_leaves_and_the_next_call_does_not_notice() -> None:
    child = Child(HANDLERS, memory_mb=300, idle_seconds=0.05)
    first = child.call("pid")
    assert gone(first)
    assert child.call("pid") != first
    for _ in range(30):  # about as long as it stays: some calls meet it in the door
        time.sleep(0.05)
        assert child.call("echo", a=1) == {"a": 1}
    child.close()


def test_a_child_killed_between_calls_is_replaced(child: Child) -> None:
    pid = child.call("pid")
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    assert child.call("pid") != pid


def test_what_we_send_is_never_taken_for_our_end(child: Child) -> None:
    """Which is told by a signal: for what comes by the socket of the calls it may be late, and meet who works."""
    assert child.call("hears_calls_by_signal") is False


def test_sees_no_secret(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    assert "hush" not in child.call("environment").values()


def test_what_it_prints_is_logged(child: Child, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "wiki.core.child"):
        child.call("complain", text="something is odd")
        child.close()
        end = time.monotonic() + 5
        while "something is odd" not in caplog.text and time.monotonic() < end:
            time.sleep(0.01)
    assert "something is odd" in caplog.text


def test_threads_take_turns_in_the_order_they_came(child: Child) -> None:
    child.call("pid")
    with ThreadPoolExecutor(12) as threads:
        held = threads.submit(child.call, "sleep", seconds=0.5)
        time.sleep(0.1)
        for i in range(11):
            threads.submit(child.call, "note", i=i)
            time.sleep(0.01)
        held.result()
    assert child.call("notes") == list(range(11))


def test_a_pool_works_side_by_side() -> None:
    pool = ChildPool(HANDLERS, size=2, memory_mb=300)
    with ThreadPoolExecutor(2) as threads:
        pids = {f.result() for f in [threads.submit(pool.call, "slow_pid", seconds=0.5) for _ in range(2)]}
    assert len(pids) == 2
    pool.close()


def test_only_as_many_of_a_pool_are_started_as_are_needed() -> None:
    pool = ChildPool(HANDLERS, size=4, memory_mb=300)
    assert len({pool.call("pid") for _ in range(8)}) == 1
    pool.close()


PARENT = f"""
import sys, threading, time
sys.path.insert(0, {str(HERE)!r})
from wiki.core.child import Child
child = Child("child_handlers", memory_mb=300, idle_seconds=None)
print(child.call("pid"), flush=True)
threading.Thread(target=lambda: child.call(CALL)).start()
time.sleep(0.3)
print("busy", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("busy_with", ["'echo'", "'sleep', seconds=60", "'loop_in_c', cpu_seconds=60"])
def test_no_child_outlives_a_killed_parent(busy_with: str) -> None:
    program = PARENT.replace("CALL", busy_with)
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert parent.stdout.readline() == "busy\n"
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(pid)


UNDER_GEVENT = f"""
from gevent import monkey; monkey.patch_all()
import sys, time, gevent
sys.path.insert(0, {str(HERE)!r})
from wiki.core.child import Child, ChildDied, ChildOverran
child = Child("child_handlers", memory_mb=300)
ticks = []
def tick():
    while True:
        ticks.append(time.monotonic())
        gevent.sleep(0.005)
ticker = gevent.spawn(tick)
first = child.call("pid")
ticks.clear()
child.call("sleep", seconds=0.5)
child.call("echo", data=bytes(5_000_000))
"""
GOES_ON = "assert len(ticks) > 30, len(ticks)"
EACH_ITS_OWN = """
answers = [gevent.spawn(child.call, "echo", i=i) for i in range(20)]
assert [a.get() for a in answers] == [{"i": i} for i in range(20)]
"""
OVERRUN = """
try:
    child.call("loop_in_c", cpu_seconds=0.2)
except ChildOverran:
    assert child.call("pid") != first
else:
    raise AssertionError("not ended")
"""
IMPATIENT = """
try:
    with gevent.Timeout(0.1):
        child.call("sleep", seconds=5)
except gevent.Timeout:
    assert child.call("echo", a=1) == {"a": 1}
"""
GIVES_UP_WAITING = """
busy = gevent.spawn(child.call, "sleep", seconds=0.3)
gevent.sleep(0.05)
waiting = [gevent.spawn(child.call, "pid") for _ in range(3)]
gevent.sleep(0.05)
waiting[0].kill()
assert [w.get(timeout=5) for w in waiting[1:]] == [first, first]
"""


@pytest.mark.parametrize("then", [GOES_ON, EACH_ITS_OWN, OVERRUN, IMPATIENT, GIVES_UP_WAITING])
def test_greenlets_go_on_while_a_child_works(then: str) -> None:
    program = [sys.executable, "-c", UNDER_GEVENT + then]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


CALLED = re.compile(r"""Child(?:Pool)?\(\s*"(wiki[\w.]+)\"""")
MODULES = sorted({name for path in PACKAGE.rglob("*.py") for name in CALLED.findall(path.read_text())})


@pytest.mark.parametrize("module", MODULES)
def test_no_child_knows_the_database(module: str) -> None:
    """Every child would pay for it when it starts, and could do harm with it."""
    said = f"import sys; import {module}; print('sqlalchemy' in sys.modules or 'flask' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
