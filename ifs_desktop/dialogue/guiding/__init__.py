"""The six-Fs guide beside a dialogue: how its stack is kept, its prompts, and its pane."""
