#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Counts the instructions of the host core's part of packages for DIANA, under emulation:
#   tests/benchmarks/host_core.sh [-O2]
set -e
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
riscv64-unknown-elf-gcc -std=c11 -Wall -Wextra -Werror "${1:--O2}" -DDIANA_CHIP -I"$root/resources/diana/hal" \
    -march=rv32imc -mabi=ilp32 --specs=picolibc.specs --crt0=semihost --oslib=semihost \
    -Wl,--defsym=__flash=0x80000000 -Wl,--defsym=__flash_size=0x1000000 -Wl,--defsym=__ram=0x81000000 \
    -Wl,--defsym=__ram_size=0x1000000 -Wl,--defsym=__stack_size=0x4000 \
    "$root"/resources/diana/hal/cpu/*.c "$root/tests/benchmarks/host_core.c" -o "$folder/host_core"
qemu-system-riscv32 -machine virt -cpu rv32 -m 64M -bios none -nographic -monitor none -serial none \
    -semihosting-config enable=on,target=native -icount shift=0 -kernel "$folder/host_core" </dev/null 2>&1
