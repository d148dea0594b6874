"""A place to rest: its senses, the parts in it, and the container for material."""
