from tests.comments.conftest import talked

__all__ = ["talked"]
