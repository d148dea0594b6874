"""Which run waits at another page: asked right after unlocking, so it loads nothing else."""
