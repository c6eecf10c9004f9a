"""The text of an entry's file: taken apart, written, mended, with the place of everything in it."""
