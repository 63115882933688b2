"""Repair: a portfolio whose file cannot be read is shown as it last was, and mended."""
