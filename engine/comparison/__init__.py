"""All methods side by side on known truth: the same generator, the same factors, the same portraits."""
