"""One file a version of the tables, from the first."""
