"""How files are opened, measured before they are unpacked, written whole, and spoken of; nothing of documents."""
