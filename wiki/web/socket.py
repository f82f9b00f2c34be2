"""The one Socket.IO server of this process."""

from typing import Any

from flask_socketio import SocketIO

from wiki.core.settings import Settings

LARGEST_MESSAGE = 1_000_000

socketio = SocketIO()


def socket_options(settings: Settings) -> dict[str, Any]:
    return {
        "async_mode": "gevent",
        "async_handlers": False,  # one browser's messages stay in order, and who sends too much is read more slowly
        "transports": ["websocket"],
        "cors_allowed_origins": origins(settings),
        "max_http_buffer_size": LARGEST_MESSAGE,
        "manage_session": False,
        "serve_client": False,
        "always_connect": False,
    }


def origins(settings: Settings) -> list[str]:
    """Pages that may open a socket: those of the configured address, or of this machine while none is configured."""
    if settings.base_url:
        return [settings.address]
    return [f"http://{host}:{settings.port}" for host in ("127.0.0.1", "localhost", settings.host)]
