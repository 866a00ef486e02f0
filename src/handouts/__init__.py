"""Printable massage handouts for hands-on clinicians: YAML in, tagged and archivable PDF out."""

__version__ = "0.1.0"
