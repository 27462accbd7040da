"""Machine code that numba has made, kept in a file and called without numba.

What numba compiles is an object file like any other. It is loaded by LLVM, as numba would do it, in
hundredths of a second; numba itself takes a second to be imported and to know its own cache again.
A function takes what numba's calling convention says: where its result goes, where an exception
would be described, and then all numbers of its arguments one after the other.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import llvmlite.binding as llvm
import numpy as np

NEVER_CALLED = ("numba_", "NRT_", "Py", "_Py")
"""How names begin that only the way from Python into a function asks for, which is not taken."""

RESULTS: dict[str, Any] = {
    "none": None, "bool": ctypes.c_int8, "float64": ctypes.c_double, "int64": ctypes.c_int64,
}  # fmt: skip
"""What a function of ours may return, as numba calls it and as C does."""

FINE = (0, -2)
"""What a call answers that went well: with a result, with none."""


class ObjectFile(NamedTuple):
    """An object file, and what is in it.

    Attributes
    ----------
    code : bytes
        The object file.
    entries : mapping of str to (str, str, int)
        Of each function by its dotted name: its symbol, the type of its result, and how many
        arguments it has if all are whole numbers, else 0.
    outside : list of str
        Symbols that it asks for.
    """

    code: bytes
    entries: Mapping[str, tuple[str, str, int]]
    outside: list[str]


class CannotLoadError(Exception):
    """Machine code that cannot be used here."""


def processor() -> str:
    """Return what the processor of this machine is known by, for which code is made."""
    features = llvm.get_host_cpu_features().flatten()
    known = f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {features}"
    return hashlib.sha256(known.encode()).hexdigest()[:12]


def save_code(made: ObjectFile, path: Path) -> None:
    """Write machine code; the list of what is in it comes last, and says that all is there."""
    content = {"size": len(made.code), "entries": made.entries, "outside": made.outside}
    _write(path.with_suffix(".o"), made.code)
    _write(path, json.dumps(content).encode())


def _write(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def load_code(path: Path) -> dict[str, Callable[..., Any]]:
    """Return the functions of a file of machine code, by their dotted names.

    Raises
    ------
    CannotLoadError
        If it asks for what is not here, or lacks what it names.
    """
    content = json.loads(path.read_text("utf-8"))
    code = path.with_suffix(".o").read_bytes()
    if len(code) != content["size"]:
        raise CannotLoadError("the file is not whole")
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    triple = llvm.get_process_triple() + ("-elf" if sys.platform == "win32" else "")
    machine = llvm.Target.from_triple(triple).create_target_machine()
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    _find(content["outside"])  # LLVM ends the process where a symbol is missing
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _ENGINES.append(engine)
    return {
        name: _function(name, engine.get_function_address(symbol), result, whole)
        for name, (symbol, result, whole) in content["entries"].items()
    }


_ENGINES: list[Any] = []
"""What holds the loaded code until the process ends."""


def _find(symbols: list[str]) -> None:
    """Look up what machine code asks for; what it never calls leads to where Python would end."""
    end = ctypes.cast(ctypes.pythonapi.Py_FatalError, ctypes.c_void_p).value
    for symbol in symbols:
        if llvm.address_of_symbol(symbol) is not None:
            continue
        if not symbol.startswith(NEVER_CALLED):
            raise CannotLoadError(f"{symbol} is not here")
        llvm.add_symbol(symbol, end)


def _function(name: str, address: int, result: str, whole: int) -> Callable[..., Any]:
    """Return a Python function that calls machine code."""
    if not address:
        raise CannotLoadError(f"{name} is not in it")
    kind = RESULTS[result] or ctypes.c_int64
    if whole:
        return _short(address, kind, whole)
    native = ctypes.CFUNCTYPE(ctypes.c_int32)(address)  # other threads go on meanwhile

    def call(*arguments: Any) -> Any:
        value, exception = kind(), ctypes.c_void_p()
        numbers: list[Any] = [ctypes.byref(value), ctypes.byref(exception)]
        for one in arguments:
            _spread(one, numbers)
        code = native(*numbers)
        if code not in FINE:
            raise ArithmeticError(f"compiled code stopped in {name} ({code})")
        return None if result == "none" else bool(value) if result == "bool" else value.value

    return call


def _short(address: int, kind: Any, arguments: int) -> Callable[..., Any]:
    """Return a Python function of whole numbers, called too often to prepare each call at length.

    It keeps the lock of the interpreter, whose release would take longer than the call.
    """
    native = ctypes.PYFUNCTYPE(
        ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * arguments
    )(address)
    no_exception = ctypes.byref(ctypes.c_void_p())  # none can arise
    reference = ctypes.byref

    def call(*numbers: int) -> Any:
        value = kind()
        native(reference(value), no_exception, *numbers)
        return value.value

    return call


def _spread(value: Any, numbers: list[Any]) -> None:
    """Add an argument to those of a call: tables one by one, an array by address and extent."""
    if isinstance(value, tuple):
        for one in value:
            _spread(one, numbers)
    elif isinstance(value, np.ndarray):
        if not value.flags.c_contiguous:
            raise ValueError("an array of compiled code has its rows one after the other")
        extent = (0, 0, value.size, value.itemsize, value.ctypes.data, *value.shape, *value.strides)
        numbers += map(ctypes.c_int64, extent)
    elif isinstance(value, np.void):
        numbers.append(ctypes.c_int64(np.frombuffer(value, np.uint8).ctypes.data))
    elif isinstance(value, float):
        numbers.append(ctypes.c_double(value))
    else:
        numbers.append(ctypes.c_int64(int(value)))
