"""Word comes back: files by other hands become policy text, and trustees' edits become amendments."""
