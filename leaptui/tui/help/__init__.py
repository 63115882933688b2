"""Help: the keys that work here."""
