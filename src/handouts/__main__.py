"""`python -m handouts`."""

from handouts.cli import program

program()
