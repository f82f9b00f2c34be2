"""What Yjs itself made, written by make_vectors.mjs."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text())
HISTORIES = [h | {"log": [(client, b64decode(update)) for client, update in h["log"]]} for h in VECTORS["histories"]]
UPDATES = [u | {"update": b64decode(u["update"])} for u in VECTORS["updates"]]
REFUSED = {what: b64decode(update) for what, update in VECTORS["refused"].items()}
