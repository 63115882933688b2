"""Conflicts: choosing between what was changed in two places."""
