"""What may be done: the rules, the acts, the ways out, and the ways in."""
