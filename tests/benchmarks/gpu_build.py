# SPDX-License-Identifier: Apache-2.0
"""Finds LibTorch and builds preset gpu with it."""

import json
import os
import pathlib
import shutil
import sysconfig

# A worker needs none of these; what of them a machine happens to have must not decide what is built.
NOT_NEEDED = ("LibArchive", "JPEG", "PNG", "OpenSSL")

ASK_PYTHON = """
import json, torch
found = {"folder": torch.__path__[0], "version": torch.__version__, "cuda": torch.version.cuda}
if torch.cuda.is_available():
    found["gpu"] = torch.cuda.get_device_name()
    found["capability"] = "%d.%d" % torch.cuda.get_device_capability()
print(json.dumps(found))
"""

# In place of LibTorch's own, which asks for the whole CUDA toolkit; this project compiles no CUDA of its own.
OWN_CONFIG = """
set(Torch_FOUND TRUE)
set(TORCH_INCLUDE_DIRS "{folder}/include;{folder}/include/torch/csrc/api/include")
set(TORCH_LIBRARIES "-Wl,-rpath,{folder}/lib,--no-as-needed,{libraries},--as-needed") # No symbol asks for the GPU's.
set(TORCH_CXX_FLAGS "{flags}")
"""


def show_libraries_of_gpu():
    """Lets the programs that are started from here find what cuDNN loads when it needs it (NVRTC, nvJitLink): Python's
    package torch loads them first, a program of its own does not."""
    packages = [pathlib.Path(each) for each in sysconfig.get_paths().values()]
    folders = sorted({str(each) for root in packages for each in root.glob("nvidia/*/lib")})
    if folders:
        before = os.environ.get("LD_LIBRARY_PATH")
        os.environ["LD_LIBRARY_PATH"] = ":".join(folders + ([before] if before else []))


def find_torch(report):
    """The folder of LibTorch and what is known of it: {"folder", "version", "cuda", "gpu", "capability"}, as far as
    that could be found out; without a folder, CMake looks in the system's places."""
    found = {}
    given = os.environ.get("TORCH_DIR", "")
    ended = report.command(["python3", "-c", ASK_PYTHON], 90, "torch.log")
    if ended.how == "ended":
        found = json.loads(ended.output.strip().splitlines()[-1])
    if given:
        folder = pathlib.Path(given)
        places = [folder, *folder.parents]
        found["folder"] = str(next((each for each in places if (each / "lib/libtorch_cpu.so").exists()), folder))
    if "gpu" not in found:
        asked = report.command(["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"], 20, "nvidia-smi.log")
        found["gpu"] = asked.output.strip() if asked.how == "ended" else None
    report.set("torch", found)
    report.say(f"LibTorch: {found.get('folder', 'where CMake finds it')}, GPU: {found['gpu']}")
    return found


def environment_for(torch):
    environment = dict(os.environ)
    cuda = pathlib.Path(environment.get("CUDA_HOME", "/usr/local/cuda"))
    if not shutil.which("nvcc") and (cuda / "bin/nvcc").exists():
        environment["PATH"] = f"{cuda / 'bin'}:{environment['PATH']}"
    if "capability" in torch:
        environment.setdefault("TORCH_CUDA_ARCH_LIST", torch["capability"])
    return environment


def write_own_config(folder, torch):
    own = folder / "torch"
    own.mkdir(parents=True, exist_ok=True)
    names = ("torch", "torch_cpu", "torch_cuda", "c10", "c10_cuda")
    files = [pathlib.Path(torch["folder"]) / "lib" / f"lib{name}.so" for name in names]
    old = b"__cxx11" not in (pathlib.Path(torch["folder"]) / "lib/libc10.so").read_bytes()
    text = OWN_CONFIG.format(folder=torch["folder"], libraries=",".join(str(each) for each in files if each.exists()),
                             flags="-D_GLIBCXX_USE_CXX11_ABI=0" if old else "")
    (own / "TorchConfig.cmake").write_text(text)
    return own


def configure(report, root, folder, torch, own_config):
    prefixes = [str(root / "build/gpu-pack")]
    words = ["cmake", "--preset", "gpu", "-S", str(root), "-B", str(folder)]
    if own_config:
        words.append(f"-DTorch_DIR={write_own_config(folder, torch)}")
    elif "folder" in torch:
        prefixes.append(torch["folder"])
    words.append("-DCMAKE_PREFIX_PATH=" + ";".join(prefixes))
    # The libraries of a GPU are found through LibTorch's when a program starts; not every linker looks there.
    words.append("-DCMAKE_EXE_LINKER_FLAGS=-Wl,--allow-shlib-undefined")
    words += [f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in NOT_NEEDED]
    log = "configure-own.log" if own_config else "configure.log"
    return report.command(words, 90, log, environment_for(torch))


def build(report, root, folder, torch):
    """Builds as much as can be built."""
    if not (root / "build/gpu-pack").exists():
        report.say("build/gpu-pack is missing (gpu.sh --pack): nlohmann/json and zlib must be installed here")
    for name in ("CMakeCache.txt", "CMakeFiles"):  # Of another LibTorch, perhaps.
        path = folder / name
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    configured = configure(report, root, folder, torch, own_config=False)
    result = {"configure_s": configured.seconds, "config": "LibTorch's own"}
    if configured.how != "ended" and "folder" in torch:
        report.say(f"LibTorch's own CMake files did not work ({configured.how}): without them")
        (folder / "CMakeCache.txt").unlink(missing_ok=True)
        configured = configure(report, root, folder, torch, own_config=True)
        result["config"] = "gpu.sh's"
    if configured.how != "ended":
        report.problem(f"configuring: {configured.how}: {configured.output[-1500:]}")
        return
    report.say("configured")
    words = ["cmake", "--build", str(folder), "--parallel", str(os.cpu_count() or 1), "--", "-k", "0"]
    built = report.command(words, 0.6 * report.left(), "build.log", environment_for(torch))
    result["build_s"] = built.seconds
    report.set("build", result)
    report.say(f"built: {built.how}")
    if built.how != "ended":
        failed = [line for line in built.output.splitlines() if "error" in line or line.startswith("FAILED")]
        report.problem(f"building: {built.how}: " + "\n".join(failed[:20]))
