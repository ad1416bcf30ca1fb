"""What is known, and kept: records, reference tables, and the store."""
