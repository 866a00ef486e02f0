"""Drawings in their windows, and what is drawn over them: markers, zones, pain, strokes; QR codes. Knows nothing of pages."""
