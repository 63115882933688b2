"""Settling: choosing between what was said in two places."""
