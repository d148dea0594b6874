"""The maps of a journal as a whole: making one, finding one, their order, what lies apart."""
