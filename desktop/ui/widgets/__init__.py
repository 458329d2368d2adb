"""Controls of the window, one per file; they know the look and nothing of what is recorded."""
