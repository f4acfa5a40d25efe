"""Dialogs of workers on other machines, and of what computes."""
