"""What a person can do; window and command line both call this and nothing lower. May import store, sync, reports, core, errors."""
