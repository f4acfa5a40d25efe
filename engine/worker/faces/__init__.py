"""Requests about faces that come from outside: photos, codes, and what lies between two."""
