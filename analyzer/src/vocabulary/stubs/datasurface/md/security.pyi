"""A placeholder for security settings of the snapshot generation. Credentials are in `datasurface.md.credential`."""

from datasurface.md.lint import UserDSLObject as UserDSLObject

class SecurityModule(UserDSLObject):
    """Empty placeholder; nothing uses it."""
