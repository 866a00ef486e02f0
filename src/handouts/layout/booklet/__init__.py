"""The booklet: its leaves, its running text, the spots in full and half size, and all of it in order."""
