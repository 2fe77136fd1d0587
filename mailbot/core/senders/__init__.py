"""What the office's own server found of a sender."""
