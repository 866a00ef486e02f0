"""What the reader is told: records composed into blocks, with no idea of paper or type."""
