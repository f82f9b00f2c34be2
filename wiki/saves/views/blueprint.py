from flask import Blueprint

bp = Blueprint("saves", __name__)
