import time

def test_a(window): 
    print(window.workspace.info.names, window.workspace.info.hints, window.pixels().shape)
def test_b(window): pass
def test_c(window):
    print(window.notices)
