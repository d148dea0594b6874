"""Stands in for Alembic's module in the bundle: it brings a dialect along that nobody uses."""
