"""The mentor's desk: who waits, over all portfolios of a workspace."""
