"""Rows in, PDF bytes out: no SQL, no Qt. The documents come with the next issue; may import core and errors."""
