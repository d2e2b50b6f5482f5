"""The tree of places and bodies, the officers, and the roles they hold from one day to another."""
