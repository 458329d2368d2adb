"""Read-only table models with named columns, filled page by page."""
