"""The room around the pages: rail, menu, settings, and the joins between the pages."""
