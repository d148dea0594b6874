"""Dialogues: parts and Self talking, one turn at a time."""
