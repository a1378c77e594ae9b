"""The desk: every text that came, what was done about it, and what people do with it."""
