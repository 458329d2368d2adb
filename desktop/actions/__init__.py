"""What a person can do; window and command line both call this and nothing lower."""
