"""The frozen program, tried as its users start it."""
