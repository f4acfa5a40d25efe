"""What judges pictures, differentiably: the shipped attributes, and networks of a person's own.

Of a file of one's own only its numbers and a declared list of operations are read (`layers`, `onnx_file`); nothing in
it is executed.
"""
