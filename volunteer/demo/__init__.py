"""The demo city: invented people in real streets."""
