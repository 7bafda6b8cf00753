"""The verbs of `kepu`: one file each, with a click command named `command`."""
