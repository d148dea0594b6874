"""The trash: everything that was put away, to be brought back or erased for good."""
