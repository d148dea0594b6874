"""Stands in for Python's socket in the bundle: email.utils imports it, and nothing uses it."""


def gethostname() -> str:
    """Python's platform asks this on Windows, and does without where nobody answers."""
    raise OSError("there is no network here")
