"""History: what was changed and when, the portfolio as it was, and bringing back."""
