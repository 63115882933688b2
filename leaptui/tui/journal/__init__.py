"""Journal: what a learner wrote, day by day."""
