"""Connecting a workspace to a remote, beginning one from a remote, and leaving while something is still to be sent."""
