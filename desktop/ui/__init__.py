"""The window: the only room that may import PySide6. May import actions, core, errors, settings, paths."""
