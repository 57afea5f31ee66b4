// SPDX-License-Identifier: Apache-2.0
#pragma once

/* What an exported network asks of DIANA. Two implementations: hal/soc on the chip's public kernels, and hal/ref, which
 * computes the same on any machine and stops the program where the chip would do something else (a race, an address
 * out of range, a missing wait). The functions diana_cpu_* run on the host core; hal/cpu has them for both.
 *
 * Memories. L2 is plain memory, addressed by pointers; a pointer that a unit is given is a multiple of 4. L1 holds the
 * activations that the units compute on, 256 KiB; a place in it is a diana_l1, a byte offset, a multiple of 16.
 * All sizes are in bytes unless a comment says otherwise.
 *
 * Layouts. All activations are int8.
 *   map     [C][H][pitch], pitch = W rounded up to 16. Element e = (c*H + y)*pitch + x lies in byte e ^ 3: the bytes of
 *           each 32-bit word are reversed. Columns from W on must be 0 where a unit reads them with padding.
 *   vector  a tensor of 1x1 pixels: C elements, rounded up to 16 with zeros, element c in byte c ^ 3.
 *   k64     what the analog unit reads and writes: [pixels][C rounded up to 64], not reversed, zeros beyond C. One
 *           row of 64 bytes is 64 channels of one pixel.
 * Packed weights are described at the jobs that read them.
 *
 * Jobs. Each unit, digital and analog, does one job at a time; a load or store is a job too. `..._start` returns at
 * once, the matching `..._wait` when the job is done. Until then nobody may touch what the job writes, nor change what
 * it reads. Both units may be busy at the same time. Each start has its own wait. */

#include <stdint.h>

#define DIANA_L1_BYTES 262144u
#define DIANA_WEIGHT_BYTES 65536u /* weights of one digital job */
#define DIANA_ARRAY_ROWS 1152u    /* of the analog array: c*fx*fy of one job */
#define DIANA_ARRAY_COLUMNS 512u  /* k of one job */

typedef uint32_t diana_l1;

/* One job of a unit, on a tile. Columns and rows are those of the tile as it lies in L1. */
typedef struct {
    uint16_t c, k;                      /* input and output channels */
    uint16_t ix, iy;                    /* width and height of the input, without padding */
    uint16_t ox, oy;                    /* width and height of the output */
    uint8_t fx, fy;                     /* width and height of the kernel: 1, 3, 5 or 7 */
    uint8_t stride;                     /* 1 or 2 */
    uint8_t pad_t, pad_b, pad_l, pad_r; /* rows and columns of zeros around the input, at most half a kernel */
    uint8_t shift;                      /* digital: 0..31 */
    uint8_t relu;                       /* digital: 0 or 1 */
    uint8_t ox_unroll;                  /* analog: columns of the output computed at once, 1, 2 or 4; it divides ox */
    int32_t adc_div;                    /* analog: 1 or more */
} diana_job;

/* Sets the units up, once, before all other calls; boot_analog: the analog unit is used. 0 if it worked. */
int diana_open(int boot_analog);
/* After the last wait. */
void diana_close(void);

/* The layer that the calls that follow belong to: for messages and for debuggers. The text is kept, not copied. */
void diana_layer(const char *name);
/* Memory that the units may reach, at most 8 pieces, after diana_open(); with none given, all of L2. */
void diana_reachable(const void *l2, uint32_t bytes);

/* ---- Moves -------------------------------------------------------------------------------------------------------
 * As they are, without change of layout. Digital: `bytes` is a multiple of 16. Analog: rows64 rows of 64 bytes, at a
 * multiple of 64 in L1. */
void diana_dig_load_start(diana_l1 to, const void *l2, uint32_t bytes);
void diana_dig_store_start(void *l2, diana_l1 from, uint32_t bytes);
void diana_ana_load_start(diana_l1 to, const void *l2, uint32_t rows64);
void diana_ana_store_start(void *l2, diana_l1 from, uint32_t rows64);

/* A tile: planes of rows of bytes, and how far they are apart in each memory. Loads or stores and waits as often as it
 * takes; what is contiguous in both memories moves at once. */
typedef struct {
    uint32_t planes, rows, bytes; /* bytes of a row, a multiple of 16 */
    uint32_t l2_plane, l2_row;
    uint32_t l1_plane, l1_row;
} diana_block;
void diana_dig_load_block(diana_l1 to, const void *l2, const diana_block *block);
void diana_dig_store_block(void *l2, diana_l1 from, const diana_block *block);

/* ---- Digital jobs ------------------------------------------------------------------------------------------------
 * y = clip(asr(bias + sum of x*w, shift), relu ? 0 : -128, 127), asr(v, s) = floor(v / 2^s), 32-bit sums.
 * They may not read and write the same bytes of L1, except for the sum of two tensors in place.
 *
 * Convolution. x: map [c][iy][up16(ix)], y: map [up16(k)][oy][up16(ox)] (zeros in the channels beyond k, garbage in the
 * columns beyond ox). Input columns from up16(ix) on are padding; those from ix to there are read as they are.
 * w: per 16 output channels [c][fy][fx][16] int8, then the 16 biases as 4 planes of 16 bytes, least significant first;
 * bytes reversed in fours. 16*(c*fx*fy + 4) bytes for each 16 channels, at most DIANA_WEIGHT_BYTES. */
void diana_dig_conv2d_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job);
/* Depthwise, c == k. y is garbage in the 15 planes behind the k ones. w: as for a convolution of one input channel,
 * with channel i in lane 4*(i%4) of block i/4; up to 12 bytes behind the last block are read (any value). */
void diana_dig_dwconv2d_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job);
/* Fully connected; of the job only c, k, shift and relu count, k at most 16. x: vector of c, y: vector of 16 (zeros
 * beyond k). w: [up16(c)/16][16 outputs][16 inputs] int8, then 16 biases as integers of 16 bytes, least significant
 * byte first; bytes reversed in fours; 16*up16(c) + 256 bytes, at most DIANA_WEIGHT_BYTES. */
void diana_dig_dense_start(diana_l1 x, diana_l1 y, const uint8_t *w, const diana_job *job);
/* y = clip(asr(a + b, shift), -128, 127) byte by byte; `bytes` a multiple of 16. y may be a or b. No ReLU. */
void diana_dig_add_start(diana_l1 a, diana_l1 b, diana_l1 y, uint32_t bytes, uint8_t shift);
void diana_dig_wait(void);

/* ---- Analog jobs -------------------------------------------------------------------------------------------------
 * Convolution: y = clip(floor(sum of x*w / adc_div), -32, 31), the raw codes of one row group; a fully connected layer
 * has a kernel and an input of 1x1. x: k64 [iy*ix][up64(c)], codes of 7 bits: all from 0 to 127, or all from -64 to 63.
 * y: k64 [oy*ox][up64(k)], 0 beyond k. x and y at multiples of 64.
 * w: rows r = (c*fy + y)*fx + x, padded to a multiple of 288, columns = k, padded to a multiple of 128; rows in reverse
 * order; with b = row / 64 the even columns are negated unless 6 <= b <= 11 and the odd ones if b <= 8; each row is two
 * rows of bits (+1, then -1), 32 columns a word, the first in its most significant bit. */
void diana_ana_conv2d_start(diana_l1 x, diana_l1 y, const uint32_t *w, const diana_job *job);
void diana_ana_wait(void);

/* ---- Host core ---------------------------------------------------------------------------------------------------
 * What the host core is going to read or write in L2: every diana_cpu_* says so itself. Nothing on the chip. */
void diana_host_reads(const void *l2, uint32_t bytes);
void diana_host_writes(const void *l2, uint32_t bytes);

/* A tensor in L2, as a map (pitch = w rounded up to 16) or as a vector (h = w = pitch = 1). */
typedef struct {
    uint16_t c, h, w, pitch;
} diana_shape;

/* Channels first..first+channels-1 and rows row..row+rows-1 of a tensor. */
typedef struct {
    uint16_t first, channels, row, rows;
} diana_part;

/* Bytes that a tensor occupies: c*h*pitch, rounded up to 16. */
uint32_t diana_bytes(const diana_shape *shape);

/* [C][H][W] plain codes to a map or vector, and back; order[i], if not null, is the channel of the tensor that the
 * plain channel i is. All that lies beyond W, or beyond C in a vector, becomes 0. */
void diana_cpu_pack(int8_t *c16, const diana_shape *shape, const int8_t *plain, const uint16_t *order);
void diana_cpu_unpack(int8_t *plain, const int8_t *c16, const diana_shape *shape, const uint16_t *order);

/* A part of a tensor to k64 [rows*w][up64(channels)], each code shifted by drop_lsb bits to the right (floor). */
void diana_cpu_c16_to_k64(int8_t *k64, const int8_t *c16, const diana_shape *shape, const diana_part *part,
                          unsigned drop_lsb);

/* How sums of array codes become codes of a layer: clip(asr(code*mul[i] + add[i], shift), lo, 127) for channel
 * first + i; a negative shift multiplies by 2^-shift. */
typedef struct {
    const int16_t *mul, *add;
    int16_t shift, lo;
} diana_requant;

/* Codes of the array to a part of a tensor. `codes`: [rows*w][width]; channel part->first + i is column from + i.
 * Writes no padding: see diana_cpu_zero_padding. */
void diana_cpu_adc_requant_to_c16(int8_t *c16, const diana_shape *shape, const diana_part *part, const int8_t *codes,
                                  unsigned width, unsigned from, const diana_requant *by);
/* The same from the sums of several row groups. */
void diana_cpu_psum_requant_to_c16(int8_t *c16, const diana_shape *shape, const diana_part *part, const int16_t *sums,
                                   unsigned width, unsigned from, const diana_requant *by);
/* sums[i] = (begin ? 0 : sums[i]) + codes[i]: begin with the first row group. */
void diana_cpu_psum(int16_t *sums, const int8_t *codes, uint32_t count, int begin);

/* A window of a pool: kernel, stride and padding. `counted`: how much of the padding an average counts as zeros. */
typedef struct {
    uint16_t fx, fy;
    uint8_t stride_x, stride_y;
    uint8_t pad_t, pad_l;
    uint8_t counted_t, counted_b, counted_l, counted_r;
} diana_pool;

/* Both shapes have the same channels. They write the padding of `to` as zeros. Averages are truncated toward zero;
 * padding takes no part in a maximum. */
void diana_cpu_maxpool(int8_t *to, const diana_shape *to_shape, const int8_t *from, const diana_shape *from_shape,
                       const diana_pool *pool);
void diana_cpu_avgpool(int8_t *to, const diana_shape *to_shape, const int8_t *from, const diana_shape *from_shape,
                       const diana_pool *pool);
/* The mean of each channel, truncated toward zero: a map to a vector. */
void diana_cpu_gap(int8_t *vector, const int8_t *from, const diana_shape *from_shape);

/* clip(asr(x + half, shift), 0, 127), half = 2^(shift-1) if shift > 0, otherwise 0; a negative shift multiplies. For a
 * ReLU of its own, and with shift 0 behind a sum. `to` may be `from`. */
void diana_cpu_relu(int8_t *to, const int8_t *from, const diana_shape *shape, int shift);

/* Channels first..first+channels-1 of `from` to those of `to` from to_first on, all rows: concatenation. Equal h and w.
 * Columns beyond w are copied too; a vector is not padded: see diana_cpu_zero_padding. */
void diana_cpu_copy_channels(int8_t *to, const diana_shape *to_shape, unsigned to_first, const int8_t *from,
                             const diana_shape *from_shape, unsigned first, unsigned channels);
/* A map to the vector of its c*h*w codes in the order channel, row, column. */
void diana_cpu_flatten(int8_t *vector, const int8_t *from, const diana_shape *from_shape);

/* Zeros in the columns from w to the pitch of a part of a map, and in a vector beyond c (the part does not count). */
void diana_cpu_zero_padding(int8_t *c16, const diana_shape *shape, const diana_part *part);

/* CRC-32 of IEEE 802.3, as in zip files. */
uint32_t diana_cpu_crc32(const void *data, uint32_t bytes);
