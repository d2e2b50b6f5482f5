"""Articles as the public reads them, and the comments that stand below them."""

from danvan.news.models.articles import Article, ArticleVersion, RelatedArticle, State, Tag
from danvan.news.models.comments import Comment, CommentHiding, Like
from danvan.news.models.photos import Photo

__all__ = [
    "Article",
    "ArticleVersion",
    "Comment",
    "CommentHiding",
    "Like",
    "Photo",
    "RelatedArticle",
    "State",
    "Tag",
]
