"""Review: prepare a session, hold it, close it; what remains is a record to read."""
