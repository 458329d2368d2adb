"""Sync files as bytes and streams; knows nothing of SQL or Qt. May import core and errors."""
