"""Read any file of weights without running anything that is in it.

Large because there is one file for each container, and one for each step from its bytes to a generator's weights.
"""
