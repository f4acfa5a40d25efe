"""What the program does for a person, one subject a file; none knows another."""
