"""The journal: entries as they were written, with tags, parts named in them, and templates."""
