"""The command line: reads arguments, calls actions, prints; never Qt. May import actions and what is lower."""
