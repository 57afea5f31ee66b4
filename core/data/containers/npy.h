// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace odimo::data {

enum class NumberType { Bool, UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float16, Float32, Float64 };

/// True for the whole numbers; not for Bool.
bool isWhole(NumberType type);

/// The content of a .npy file, a view into its bytes: little-endian numbers in row-major (C) order. The format: NumPy
/// Enhancement Proposal 1, versions 1 to 3.
struct NpyArray {
    NumberType type = NumberType::UInt8;
    std::vector<std::int64_t> shape; ///< Each at least 0; empty for a single number.
    std::span<const std::uint8_t> values;
};

/// `place` names the file in messages. Throws Error if the bytes are no .npy file, hold anything but plain numbers
/// (Python objects are never unpickled), are big-endian or in Fortran order, or are fewer or more than the header
/// promises.
NpyArray parseNpy(std::span<const std::uint8_t> bytes, const std::string &place);

/// The numbers of an array, converted as a cast converts them; booleans are 0 and 1.
std::vector<float> toFloats(const NpyArray &array);
std::vector<double> toDoubles(const NpyArray &array);

/// "[60000, 28, 28]"
std::string shapeText(std::span<const std::int64_t> shape);

struct FloatArray {
    std::vector<std::int64_t> shape;
    std::vector<float> values; ///< Row-major, as many as the shape says.
};

/// The array of a .npy file, or the array `nameInNpz` of an .npz file, as float32. Throws Error as parseNpy does, and
/// if the archive has no such array, naming those it has.
FloatArray readFloatArray(const std::filesystem::path &path, const std::string &nameInNpz);

/// Writes version 1 of the format. Throws Error (InputOutput) naming the path and the system's reason.
void writeNpy(const std::filesystem::path &path, const FloatArray &array);

} // namespace odimo::data
