"""Pages every desk has."""
