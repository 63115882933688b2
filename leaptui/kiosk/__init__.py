"""One shared machine for many learners: who may sign in, and what is kept of that outside the workspace."""
