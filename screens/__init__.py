"""What is shown: every screen of the desk, its widgets and its styles."""
