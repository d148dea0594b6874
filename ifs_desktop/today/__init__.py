"""Today: what one meets after unlocking, and what comes up on its day."""
