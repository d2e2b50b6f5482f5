"""Every command of the contract."""
import typer

app = typer.Typer()
