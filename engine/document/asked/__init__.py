"""What the screen asks of the engine and what comes back: frozen values, each named in both."""
