"""What a picture is made of, as plain frozen values shared by screen and engine; no torch, no Qt.

Large because there is one file for each kind of value that window and engine exchange, and each is named in both.
"""
