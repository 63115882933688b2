"""Whose words are written: the banner that says so, and the sheet that changes it."""
