"""The handbook, the decisions, and what makes the parts of them that follow from the code.

`make docs` writes the pages of the rules and of the keys, `make screenshots` the pictures.
"""
