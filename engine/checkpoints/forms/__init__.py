"""The many ways in which people's programs lay the same weights into a file, brought to one."""

#: What the metadata call the arguments of a network of TensorFlow's time, until its weights have torch's names.
ARGUMENTS = "tensorflow"
