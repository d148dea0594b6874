"""Letters to parts, and what they answered. Only an inside."""
