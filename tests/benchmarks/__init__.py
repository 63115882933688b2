"""How fast the app is, as ratios taken in one run: `python -m tests.benchmarks`."""
