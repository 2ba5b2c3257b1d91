"""The commands, one a file: each adds its words to the parser and runs.

What a command needs is imported when it runs, so that `scorer --help` answers at once.
"""
