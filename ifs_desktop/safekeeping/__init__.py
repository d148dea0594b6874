"""Keeping a journal safe: its backups, other versions of it, and what protects it right now."""
