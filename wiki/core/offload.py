"""Run blocking work (commits, password hashing) beside the gevent hub, so that everybody else goes on."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from gevent import get_hub
from gevent.monkey import is_module_patched

P = ParamSpec("P")
T = TypeVar("T")


def offload(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `work`, computed in the hub's thread pool when gevent serves, else right here."""
    if not is_module_patched("threading"):
        return work(*args, **kwargs)
    return get_hub().threadpool.apply(work, args, kwargs)
