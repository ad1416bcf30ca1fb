"""The walk as a clerk's hands and eyes meet it: keys in at full speed, words on the screen and facts in the store out."""
