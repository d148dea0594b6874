"""Care on every page: Ground me, Help, and the honest page of the beginning."""
