from flask import Blueprint

from wiki.web.addresses import id_of

__all__ = ["bp", "id_of"]

bp = Blueprint("files", __name__)
