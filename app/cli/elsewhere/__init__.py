"""Commands about other machines."""
