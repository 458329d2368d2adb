"""One user story per file, by keys only."""
