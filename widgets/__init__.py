"""What one sees: Qt and numpy, never torch. Widgets take plain values in and give intents out (signals)."""
