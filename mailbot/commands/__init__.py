"""What can be asked of mailbot from a terminal: one module for each group of commands."""
