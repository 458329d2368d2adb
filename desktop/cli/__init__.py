"""The command line: reads arguments, calls actions, prints. May import actions, core, errors, settings, paths, catalogue; never Qt."""
