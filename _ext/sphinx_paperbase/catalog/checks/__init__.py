"""What is wrong with entries: with one by itself, and with one beside the others."""
