"""The conversation by text: reading replies and acting on them."""
