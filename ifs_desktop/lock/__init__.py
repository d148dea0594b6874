"""The way in: unlocking a journal, making one, looking around in a sample."""
