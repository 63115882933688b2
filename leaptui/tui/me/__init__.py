"""Me: what a learner needs, is good at and cares about, and the page about them."""
