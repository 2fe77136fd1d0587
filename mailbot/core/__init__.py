"""The pure steps. No I/O, no clock, no globals that change: same input, same output."""
