# sqlcipher3 is the standard library's sqlite3 built on another library: the same names, the same types.
from sqlite3 import *
from sqlite3 import connect as connect
