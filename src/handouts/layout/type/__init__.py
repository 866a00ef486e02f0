"""Words in type: faces, where lines may end, paragraphs broken and set. Knows nothing of pages."""
