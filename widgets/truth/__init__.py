"""All methods side by side on known truth, as bars by factor."""
