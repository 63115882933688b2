"""The commands: the text way to everything the app can do."""
