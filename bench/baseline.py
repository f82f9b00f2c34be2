"""What every figure of reading is held against: a Flask view with one SQLite read and one Jinja template, on the same
server (gevent's pywsgi, TCP_NODELAY). Run as `python -m bench.baseline DATABASE PORT`."""

from gevent import monkey

monkey.patch_all()

import sqlite3  # noqa: E402
import sys  # noqa: E402

from flask import Flask, render_template  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from jinja2 import DictLoader  # noqa: E402

from wiki.core.settings import read_settings  # noqa: E402
from wiki.server import listen  # noqa: E402

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><nav><ul>{% for number in range(20) %}<li><a href="/p/{{ number }}">Page {{ number }}</a></li>{% endfor %}</ul>
</nav><main><h1>{{ title }}</h1>{{ html|safe }}</main></body></html>"""


def main(database: str, port: int) -> None:
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"page.html": PAGE})
    connection = sqlite3.connect(database, check_same_thread=False)

    @app.get("/p/<int:page_id>")
    def show(page_id: int) -> str:
        row = connection.execute("SELECT text, html FROM page_content WHERE page_id = ?", (page_id,)).fetchone()
        return render_template("page.html", title=f"Page {page_id}", html=row[1])

    listener = listen(read_settings({}, port=port))
    print(f"serves {listener.getsockname()[1]}", flush=True)
    WSGIServer(listener, app, log=None).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
