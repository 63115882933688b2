"""Three-way merge of portfolio documents. Pure: JSON in, JSON out."""
