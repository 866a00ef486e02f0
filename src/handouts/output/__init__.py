"""How it becomes paper: frames imposed on sheets, painted with their tags, written as bytes."""

MARK = b"%made by handouts\n"
"""A comment near both ends of every file.

It marks our files, so that `write_file` may replace them unasked. That it stands right before the end proves that nothing was appended,
as programs do that fill in a form.
"""
FILLED = b"%filled in\n"
"""After the first mark, in a file that holds words of a patient or a plan, without saying whose: no other handout replaces it unasked."""
