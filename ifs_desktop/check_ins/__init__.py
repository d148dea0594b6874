"""Check-ins: how it is at one moment, before and after. Only an inside."""
