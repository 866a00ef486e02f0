"""Auditing how easy a handout is to read. Only `handouts check` and tests come here."""
