"""leaptui: a learner's portfolio of evidence in the terminal, in plain JSON files that git syncs."""

__version__ = "0.1.0"
