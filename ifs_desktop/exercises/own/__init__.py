"""Exercises of the writer's own or their therapist's: files checked, kept encrypted, and used."""
