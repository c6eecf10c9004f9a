"""Papers that are not in the collection yet: gathered, completed, written as entries."""
