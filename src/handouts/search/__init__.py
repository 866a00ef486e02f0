"""Finding spots in a patient's words: the words of the data, slips mended, dangers first."""
