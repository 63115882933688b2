"""Evidence: narrow, list, one piece."""
