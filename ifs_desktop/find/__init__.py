"""Finding every word again, and going to anything by its name."""
