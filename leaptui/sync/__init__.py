"""Carrying a workspace with git: one hardened runner and the engine."""
