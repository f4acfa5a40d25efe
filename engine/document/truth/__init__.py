"""All methods side by side on known truth: the table, its file, and what papers claim."""
