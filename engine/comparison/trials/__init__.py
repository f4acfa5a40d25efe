"""What papers claim that no table of sliders and factors tells: each claim measured by itself, one file a kind."""
