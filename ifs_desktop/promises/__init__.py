"""Kindnesses for parts and small promises to oneself, and what came of them. Only an inside."""
