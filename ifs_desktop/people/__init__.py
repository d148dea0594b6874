"""People: who they are, what they did, how parts see them, small steps toward them."""
