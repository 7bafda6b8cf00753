"""What a reader meets: every test here drives Debian's Chromium against a served portal."""
