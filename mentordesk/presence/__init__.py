"""The quiet computer: what is switched for a call, and put back as it was, even after the program died. Never Qt.

Every switch has one shape (`switch`); `quiet` applies them for a call and journals each change before it is made.
"""
