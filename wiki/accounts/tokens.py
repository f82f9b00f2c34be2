"""Secrets that travel in cookies and links. Only their hash is ever kept."""

import hashlib
import secrets

BYTES = 32


def new_token() -> str:
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """A plain hash will do: nobody can guess 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
