"""The app: one folder per screen, and the widgets they share."""
