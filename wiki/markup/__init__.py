"""Markdown to safe HTML: a pure function of the text and of a link resolver. No database, no Flask."""
