"""The ways out: codes that scan, paper that reads well, printers and folders that say what went wrong."""
