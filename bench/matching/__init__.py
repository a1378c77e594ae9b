"""How fast people are found whom to ask: the product beside other ways, query by query."""
