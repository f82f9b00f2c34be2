"""The renderer's version, apart from the renderer, so that who only compares it loads no parser."""

RENDERER = "8"
"""Raised whenever the output changes; kept beside cached HTML."""
