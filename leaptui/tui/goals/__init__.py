"""Goals: where to, in which steps, at what pace."""
