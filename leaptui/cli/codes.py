"""The exit codes, which are API: what a script may rely on."""

DONE, FAILED, MISUSE, WAITING, INTERRUPTED = 0, 1, 2, 3, 130
"""Done; failed; used in a way that cannot be; done, but something waits for a decision; interrupted."""
