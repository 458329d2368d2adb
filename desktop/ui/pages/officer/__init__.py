"""Pages of the field officer."""
