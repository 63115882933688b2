"""Records, framework and the rules computed from them. Pure: no input or output."""
