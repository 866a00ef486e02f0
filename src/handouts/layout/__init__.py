"""Where it goes: blocks laid out into frames of placed items, in points. No ink, no file."""
