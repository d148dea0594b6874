"""Two parts in conflict and Self between them: the room, its rounds, and what is agreed."""
