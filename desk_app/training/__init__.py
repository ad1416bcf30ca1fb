"""Synthetic people for training, demo and tests: right check digits, invented names, mail at example.org.

`people` makes a whole person from a seed, `papers` what they may put on the counter at each step (good and
bad), `mrz_writer` composes machine-readable zones. Nobody here exists; nothing is printed or sent for real.
"""
