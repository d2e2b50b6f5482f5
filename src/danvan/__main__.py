from danvan.site.cli import app

app()
