"""The sheets of all spots: the quick reference and the finder; and the sheet that tests a printer."""
