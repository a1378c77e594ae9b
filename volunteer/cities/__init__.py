"""The tenants: one authority each, with its number, its hours and its rules."""
