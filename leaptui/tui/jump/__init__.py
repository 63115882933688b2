"""Jumping to any place of the screen by a letter."""
