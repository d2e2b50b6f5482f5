from danvan.site.cli import app

if __name__ == "__main__":  # a worker process imports this file too
    app()
