"""Workers on other machines, as a person meets them; made when first wanted."""
