"""The version of the file format."""

from __future__ import annotations

FORMAT = 1
"""The version of the file format this program writes (`meta.portfolio.format`)."""
