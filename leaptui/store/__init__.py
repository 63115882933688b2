"""Portfolios on disk: TinyDB on canonical JSON, transactions, undo, trash, attachments, workspace."""
