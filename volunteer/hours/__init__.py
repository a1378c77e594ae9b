"""The time people gave: claimed by them, confirmed by a coordinator."""
