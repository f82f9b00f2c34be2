"""For servers that bring their own workers, such as `gunicorn -k gevent wsgi:app`."""

from gevent import monkey

monkey.patch_all()

from wiki.core.settings import read_settings  # noqa: E402
from wiki.server import app_for, start_beside  # noqa: E402

app = app_for(read_settings())
start_beside()
