"""Run blocking work (commits, password hashing) beside the gevent hub, so that everybody else goes on."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from gevent import get_hub
from gevent.monkey import is_module_patched

P = ParamSpec("P")
T = TypeVar("T")


def offload(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `work`, computed in the hub's thread pool when gevent serves, else right here."""
    if not is_module_patched("threading"):
        return work(*args, **kwargs)
    result, error = get_hub().threadpool.apply(_outcome, (work, args, kwargs))
    if error:
        raise error
    return cast(T, result)


def _outcome(work: Callable[..., T], args: Any, kwargs: Any) -> tuple[Any, Exception | None]:
    """Failures as results: gevent would print them first, and if that failed too, as on a full disk, wait for ever."""
    try:
        return work(*args, **kwargs), None
    except Exception as error:
        return None, error
