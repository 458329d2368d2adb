"""The command line: arguments in, actions called, answers printed; never Qt. May import actions and lower."""
