"""Public SQL, kept harmless: every statement runs in a process of its own that can be stopped."""
