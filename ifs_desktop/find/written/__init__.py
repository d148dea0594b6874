"""What people wrote in exercises and check-ins, as results of a search."""
