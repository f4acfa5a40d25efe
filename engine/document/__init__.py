"""What a picture is made of, as plain frozen values shared by screen and engine; no torch, no Qt."""
