"""The seven steps from a request to a file: read, check, compose, lay out, impose, paint, write."""
