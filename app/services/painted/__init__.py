"""What is done for a person who paints: regions, their masks, ready-made ones, where a slider acts."""
