"""Beginning: choosing a portfolio, or beginning one where there is none."""
