"""The acts: each one service method, one transaction, one audit event. Who, what and when come as arguments.

`contract` says what a screen may ask, with no database in it; the other modules do it on a store.
"""
