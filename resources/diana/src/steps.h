// SPDX-License-Identifier: Apache-2.0
#pragma once

/* What the layers of src/network.c are made of: tiles of the digital unit, passes of the analog array, and how their
 * results are put into tensors. src/plan.c has the tables that these read. */

#include "diana_hal.h"

/* Planes of a tile that lie together in the output. */
typedef struct {
    uint32_t output;   /* bytes from the beginning of the output tensor */
    diana_l1 computed; /* bytes from the beginning of the tile's output in L1 */
    diana_block block;
} net_store;

/* One job of the digital unit. */
typedef struct {
    int loads;      /* 0: the window of the tile before is still in L1 */
    uint32_t input; /* bytes from the beginning of the input tensor to the window */
    diana_block window;
    diana_l1 from, to; /* of the input and of the output in L1 */
    uint32_t weights;  /* bytes from the beginning of the layer's weights */
    diana_job job;
    uint16_t stores;
    const net_store *store;
} net_tile;

/* Load, compute, wait, store. */
void net_convolution(const net_tile *tile, const int8_t *input, int8_t *output, const uint8_t *weights);
void net_depthwise(const net_tile *tile, const int8_t *input, int8_t *output, const uint8_t *weights);
void net_dense(const net_tile *tile, const int8_t *input, int8_t *output, const uint8_t *weights);

/* The input channels of one conversion, side by side for the array. A group whose channels do not lie together is
 * gathered first. */
typedef struct {
    uint16_t to, from, channels; /* from: of the input; to: of the gathered channels */
} net_channels;
typedef struct {
    uint32_t k64; /* bytes from the beginning of the tensor of k64 */
    uint16_t channels;
    uint16_t runs;
    const net_channels *run;
} net_group;

/* Rows of the input: all at once, or those of one pass. */
typedef struct {
    uint16_t first, count;
} net_rows;

void net_k64(const net_group *group, const net_rows *rows, int8_t *k64, const int8_t *input, const diana_shape *shape,
             unsigned drop_lsb);
void net_gathered_k64(const net_group *group, const net_rows *rows, int8_t *k64, const int8_t *input,
                      const diana_shape *shape, int8_t *gathered, const diana_shape *gathered_shape, unsigned drop_lsb);

/* Channels of a pass that lie together in the output. */
typedef struct {
    diana_part output;
    uint16_t column;  /* of the codes: the first channel */
    uint16_t channel; /* of the layer's multipliers and addends */
} net_part;

/* One job of the array, on the channels of one row group. */
typedef struct {
    uint16_t group; /* of rows of the array */
    net_rows rows;  /* of the input: the window */
    uint32_t k64;   /* bytes from the beginning of the tensor of k64 to the window */
    uint32_t window_rows64, codes_rows64;
    diana_l1 from, to;
    uint32_t weights; /* words from the beginning of the layer's weights */
    diana_job job;
    uint16_t tiles_end; /* The digital tiles before this one run while the array computes. */
    uint16_t width;     /* of a pixel's codes */
    int begins_sums;    /* The first row group. */
    uint16_t parts;     /* 0 but for the last row group. */
    const net_part *part;
} net_pass;

void net_array_start(const net_pass *pass, const int8_t *k64, const uint32_t *weights);
void net_array_finish(const net_pass *pass, int8_t *codes);

/* How the sums of codes of a layer become its output, for all its channels on the array. */
typedef struct {
    const int16_t *multipliers, *addends;
    int16_t shift, least;
} net_scale;

void net_requantise(const net_pass *pass, int8_t *output, const diana_shape *shape, const int8_t *codes,
                    const net_scale *scale);
void net_add_to_sums(const net_pass *pass, int16_t *sums, const int8_t *codes);
void net_requantise_sums(const net_pass *pass, int8_t *output, const diana_shape *shape, const int16_t *sums,
                         const net_scale *scale);

/* A piece of the sum of two tensors. */
typedef struct {
    uint32_t first, bytes;
    diana_l1 a, b, sum;
} net_addition;

void net_add(const net_addition *piece, const int8_t *a, const int8_t *b, int8_t *output, uint8_t shift);

/* Zeros beyond the columns of a map, or the channels of a vector. */
void net_zero_padding(int8_t *tensor, const diana_shape *shape);
