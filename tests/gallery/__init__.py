"""What can be looked at: every document (and later every page of the window), as pictures in a folder."""
