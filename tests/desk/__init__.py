"""The desk: what a tap does, takes back, and in which order when two tap at once."""
