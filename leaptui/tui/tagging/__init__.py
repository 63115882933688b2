"""Tagging: choosing guidelines, levels and reasons."""
