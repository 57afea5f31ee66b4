// SPDX-License-Identifier: Apache-2.0
#include "steps.h"

static void load(const net_tile *tile, const int8_t *input)
{
    if (tile->loads)
        diana_dig_load_block(tile->from, input + tile->input, &tile->window);
}

static void store(const net_tile *tile, int8_t *output)
{
    for (unsigned i = 0; i < tile->stores; ++i)
        diana_dig_store_block(output + tile->store[i].output, tile->to + tile->store[i].computed,
                              &tile->store[i].block);
}

void net_convolution(const net_tile *tile, const int8_t *input, int8_t *output, const uint8_t *weights)
{
    load(tile, input);
    diana_dig_conv2d_start(tile->from, tile->to, weights + tile->weights, &tile->job);
    diana_dig_wait();
    store(tile, output);
}

void net_depthwise(const net_tile *tile, const int8_t *input, int8_t *output, const uint8_t *weights)
{
    load(tile, input);
    diana_dig_dwconv2d_start(tile->from, tile->to, weights + tile->weights, &tile->job);
    diana_dig_wait();
    store(tile, output);
}

void net_dense(const net_tile *tile, const int8_t *input, int8_t *output, const uint8_t *weights)
{
    load(tile, input);
    diana_dig_dense_start(tile->from, tile->to, weights + tile->weights, &tile->job);
    diana_dig_wait();
    store(tile, output);
}

void net_k64(const net_group *group, const net_rows *rows, int8_t *k64, const int8_t *input,
               const diana_shape *shape, unsigned drop_lsb)
{
    const diana_part part = {group->run->from, group->channels, rows->first, rows->count};
    diana_cpu_c16_to_k64(k64 + group->k64, input, shape, &part, drop_lsb);
}

void net_gathered_k64(const net_group *group, const net_rows *rows, int8_t *k64, const int8_t *input,
                        const diana_shape *shape, int8_t *gathered, const diana_shape *gathered_shape,
                        unsigned drop_lsb)
{
    const diana_part part = {0, group->channels, rows->first, rows->count};
    for (unsigned i = 0; i < group->runs; ++i)
        diana_cpu_copy_channels(gathered, gathered_shape, group->run[i].to, input, shape, group->run[i].from,
                                group->run[i].channels);
    diana_cpu_c16_to_k64(k64 + group->k64, gathered, gathered_shape, &part, drop_lsb);
}

void net_array_start(const net_pass *pass, const int8_t *k64, const uint32_t *weights)
{
    diana_ana_load_start(pass->from, k64 + pass->k64, pass->window_rows64);
    diana_ana_wait();
    diana_ana_conv2d_start(pass->from, pass->to, weights + pass->weights, &pass->job);
}

void net_array_finish(const net_pass *pass, int8_t *codes)
{
    diana_ana_wait();
    diana_ana_store_start(codes, pass->to, pass->codes_rows64);
    diana_ana_wait();
}

static diana_requant requantisation(const net_part *part, const net_scale *scale)
{
    const diana_requant by = {scale->multipliers + part->channel, scale->addends + part->channel, scale->shift,
                              scale->least};
    return by;
}

void net_requantise(const net_pass *pass, int8_t *output, const diana_shape *shape, const int8_t *codes,
                    const net_scale *scale)
{
    for (const net_part *part = pass->part; part < pass->part + pass->parts; ++part) {
        const diana_requant by = requantisation(part, scale);
        diana_cpu_adc_requant_to_c16(output, shape, &part->output, codes, pass->width, part->column, &by);
    }
}

void net_add_to_sums(const net_pass *pass, int16_t *sums, const int8_t *codes)
{
    diana_cpu_psum(sums, codes, 64 * pass->codes_rows64, pass->begins_sums);
}

void net_requantise_sums(const net_pass *pass, int8_t *output, const diana_shape *shape, const int16_t *sums,
                         const net_scale *scale)
{
    for (const net_part *part = pass->part; part < pass->part + pass->parts; ++part) {
        const diana_requant by = requantisation(part, scale);
        diana_cpu_psum_requant_to_c16(output, shape, &part->output, sums, pass->width, part->column, &by);
    }
}

void net_add(const net_addition *piece, const int8_t *a, const int8_t *b, int8_t *output, uint8_t shift)
{
    diana_dig_load_start(piece->a, a + piece->first, piece->bytes);
    diana_dig_wait();
    diana_dig_load_start(piece->b, b + piece->first, piece->bytes);
    diana_dig_wait();
    diana_dig_add_start(piece->a, piece->b, piece->sum, piece->bytes, shift);
    diana_dig_wait();
    diana_dig_store_start(output + piece->first, piece->sum, piece->bytes);
    diana_dig_wait();
}

void net_zero_padding(int8_t *tensor, const diana_shape *shape)
{
    const diana_part all = {0, shape->c, 0, shape->h};
    diana_cpu_zero_padding(tensor, shape, &all);
}
