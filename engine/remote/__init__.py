"""Units of jobs done by other processes, here or on other machines, through Dask distributed (the extra "remote").

Nothing of it is imported before a host is chosen, and nothing of Dask before it is used.
"""
