"""How it becomes paper: frames imposed on sheets, painted with their tags, written as bytes."""

MARK = b"%made by handouts\n"
"""A comment near both ends of every file.

Whoever meets the file again can tell, cheaply, that it is ours and that nobody has written in it since.
"""
