"""Stands in for Python's socket in the bundle: email.utils imports it, and nothing uses it."""
