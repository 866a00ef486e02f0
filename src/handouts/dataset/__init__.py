"""What the author wrote: YAML and drawings read with their places, checked, and held as plain values."""
