"""The small apps that starts, memory and keystrokes are compared with."""
