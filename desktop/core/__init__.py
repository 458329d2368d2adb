"""The rules: pure and typed. No Qt, no SQL, no files, no clock; may import only desktop.errors."""
