"""One encrypted SQLite file per laptop, through sqlite-utils. May import core, errors, paths."""
