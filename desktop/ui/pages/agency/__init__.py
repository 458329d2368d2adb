"""Pages of an SKPD."""
