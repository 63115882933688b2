"""The tour: a note that goes over the live screens, step by step."""
