"""A part of which only one thing is known: that somebody protects it. It is asked nothing."""
