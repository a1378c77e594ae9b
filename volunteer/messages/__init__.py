"""Texts out and in, what they ask, and who agreed to get them."""
