"""Beliefs: what is held to be true, by whom, and how it stood each time it was looked at."""
