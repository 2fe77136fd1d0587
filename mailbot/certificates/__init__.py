"""What every request about a representative's certificate shares, whichever kind it is.

The registry's records as the rules see them, who is the same person, how long an exam may be used,
the checks that every such policy contains, and the one change that mailbot makes in the registry. A
kind imports from here, never from another kind.
"""
