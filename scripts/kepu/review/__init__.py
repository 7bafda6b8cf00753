"""What a reviewer sees of a change: made in one folder without any right, then told in one comment that trusts nothing of it."""
