"""Write the transcripts anew: `python -m tests.sessions.golden`."""

from tests.sessions import scripts, transcript

if __name__ == "__main__":
    for script in scripts():
        script.with_suffix(".out").write_bytes(transcript(script))
