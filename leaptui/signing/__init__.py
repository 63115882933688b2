"""Statements signed with ssh keys, and who vouches for whom: everything but this works without ssh-keygen."""
