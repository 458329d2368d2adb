"""One page per file; no page imports another."""
