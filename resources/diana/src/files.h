// SPDX-License-Identifier: Apache-2.0
#pragma once

/* Where there are files: computes each image of `inputs`, one after the other as plain codes, NET_INPUT_CODES bytes
 * each, and writes its output to `outputs`, NET_OUTPUT_CODES bytes each. Returns the exit status: 0 if all were whole
 * images and were written. */
int run_files(const char *inputs, const char *outputs);
