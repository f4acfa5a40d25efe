"""What acts on the picture: brush, masks, meter, morphs, comparing."""
