"""The handout: its parts, the one page that they are fitted to, its back, and large print."""
