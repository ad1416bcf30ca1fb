"""Ways out of the desk: the QR code, the slip and the receipt as PDF, printers, a folder.

A plain activation code is on paper, on the screen or in a file that the operator asked for: nothing here
keeps it anywhere else, and no temporary file outlives the call that made it.
"""
