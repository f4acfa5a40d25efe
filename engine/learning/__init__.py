"""What methods share that train a small thing on top of a frozen generator.

A method makes a `Learner`, and `trained` drives it: a job that shows what it has learned so far, is kept on disk, goes
on from there with the same numbers, ends when it gets no better, and leaves the engine free between parts of a step.
"""
