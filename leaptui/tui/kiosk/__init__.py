"""The screens of a shared machine: signing in, locking, the facilitator's office, and the app as one session of it."""
