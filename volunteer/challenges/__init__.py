"""What the city wants to change: challenges, initiatives and their measures."""
