"""Parts that more than one screen uses: the top bar, the row of keys, dialogs, fields."""
