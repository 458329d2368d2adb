"""Rows in, PDF bytes out: no SQL, no Qt. The documents come later; may import core and errors."""
