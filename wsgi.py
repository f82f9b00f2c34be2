"""The application for a WSGI server that runs on gevent. `kring serve` brings such a server along."""

from gevent import monkey

monkey.patch_all()

from wiki.core.settings import read_settings  # noqa: E402
from wiki.server import prepare, start  # noqa: E402

settings = read_settings()
prepare(settings)
app = start(settings)
