/* SPDX-License-Identifier: MIT */
/* byte_tiles.c - a tile is 16 rows of 64 bytes: 64 inputs of 16 vectors, or the weights of 64
 * inputs for 16 outputs as they lie in the model. The registers are many kilobytes that switches
 * between threads must save, so Linux wants to be asked before their first use. */
#include "model/byte_tiles.h"
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && defined(__linux__)
#include "model/vnni.h"
#include <cpuid.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TILE_ROWS = 16, TILE_BYTES = 64, TILE = TILE_ROWS * TILE_BYTES };
enum { IN_MAX = 2 * NETWORK_WIDTH_MAX, PAIRED_IN = 2 * TILE_BYTES };
enum { SUMS = TILE_ROWS * NETWORK_BLOCK };
enum { ROWS_LEAST = 8 };                           /* fewer vectors are quicker by other means */
enum { REQUEST_STATE = 0x1023, TILE_DATA = 18 };   /* arch_prctl(2) */
enum { EDX_TILES = 1 << 24, EDX_BYTES = 1 << 25 }; /* cpuid, leaf 7 */
#define TILES_TARGET target("amx-tile,amx-int8,avx512f,avx512bw,avx512vnni")

static bool ask(void) {
  uint32_t eax, ebx, ecx, edx = 0;
  bool can =
      __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) && (edx & EDX_TILES) && (edx & EDX_BYTES);
  return can && !syscall(SYS_arch_prctl, REQUEST_STATE, TILE_DATA);
}

/* Threads that ask at once get the same answer. */
static bool allowed(void) {
  enum { UNKNOWN, NO, YES };
  static atomic_int answer = UNKNOWN;
  int known = atomic_load_explicit(&answer, memory_order_relaxed);
  if (known == UNKNOWN) {
    known = ask() ? YES : NO;
    atomic_store_explicit(&answer, known, memory_order_relaxed);
  }
  return known == YES;
}

bool byte_tiles_fit(const ByteMatrix *matrix, const MatrixWork *work) {
  return wide_registers() == WIDE_VNNI && matrix->in % TILE_BYTES == 0 && matrix->in <= IN_MAX &&
         work->count >= ROWS_LEAST && allowed();
}

typedef struct {
  uint8_t palette, start_row, reserved[14];
  uint16_t row_bytes[16];
  uint8_t rows[16];
} TileShapes;

/* Sums of 16 vectors for 16 outputs, those of `rows` vectors finished and put in place. */
__attribute__((TILES_TARGET)) static void finish(const ByteMatrix *m, const MatrixWork *w,
                                                 const int32_t *sums, uint32_t first, uint32_t rows,
                                                 uint32_t out) {
  __m512i scale = _mm512_loadu_si512(m->scale + out), bias = _mm512_loadu_si512(m->bias + out);
  for (uint32_t r = 0; r < rows; r++, sums += NETWORK_BLOCK) {
    __m512i scaled = _mm512_mullo_epi32(_mm512_loadu_si512(sums), scale);
    vnni_put(w, (size_t)(first + r) * w->out_stride + out, _mm512_add_epi32(scaled, bias));
  }
}

/* 16 vectors from `first` on, or those that are left, in a copy of a tile's size. */
typedef struct {
  const uint8_t *at;
  size_t stride;
  uint32_t rows;
} TileRows;

static inline TileRows rows_from(const MatrixWork *w, const uint8_t *in, const uint8_t *last,
                                 uint32_t width, uint32_t first) {
  uint32_t left = w->count - first;
  if (left < TILE_ROWS) return (TileRows){last, width, left};
  return (TileRows){in + (size_t)first * w->in_stride, w->in_stride, TILE_ROWS};
}

/* Two blocks of outputs of vectors of 128 inputs: their weights stay in tiles 4 to 7. */
__attribute__((TILES_TARGET)) static void apply_pair(const ByteMatrix *m, const uint8_t *in,
                                                     const uint8_t *last, const MatrixWork *w,
                                                     uint32_t out) {
  const int8_t *weights = m->weights + (size_t)out * PAIRED_IN;
  int32_t sums[2 * SUMS];
  _tile_loadd(4, weights, TILE_BYTES);
  _tile_loadd(5, weights + TILE, TILE_BYTES);
  _tile_loadd(6, weights + 2 * TILE, TILE_BYTES);
  _tile_loadd(7, weights + 3 * TILE, TILE_BYTES);
  for (uint32_t first = 0; first < w->count; first += TILE_ROWS) {
    TileRows rows = rows_from(w, in, last, PAIRED_IN, first);
    _tile_zero(0);
    _tile_zero(1);
    _tile_loadd(2, rows.at, rows.stride);
    _tile_loadd(3, rows.at + TILE_BYTES, rows.stride);
    _tile_dpbusd(0, 2, 4);
    _tile_dpbusd(1, 2, 6);
    _tile_dpbusd(0, 3, 5);
    _tile_dpbusd(1, 3, 7);
    _tile_stored(0, sums, TILE_BYTES);
    _tile_stored(1, sums + SUMS, TILE_BYTES);
    finish(m, w, sums, first, rows.rows, out);
    finish(m, w, sums + SUMS, first, rows.rows, out + NETWORK_BLOCK);
  }
}

/* One block of outputs. */
__attribute__((TILES_TARGET)) static void apply_one(const ByteMatrix *m, const uint8_t *in,
                                                    const uint8_t *last, const MatrixWork *w,
                                                    uint32_t out) {
  int32_t sums[SUMS];
  for (uint32_t first = 0; first < w->count; first += TILE_ROWS) {
    TileRows rows = rows_from(w, in, last, m->in, first);
    const int8_t *weights = m->weights + (size_t)out * m->in;
    _tile_zero(0);
    for (uint32_t k = 0; k < m->in; k += TILE_BYTES, weights += TILE) {
      _tile_loadd(1, rows.at + k, rows.stride);
      _tile_loadd(2, weights, TILE_BYTES);
      _tile_dpbusd(0, 1, 2);
    }
    _tile_stored(0, sums, TILE_BYTES);
    finish(m, w, sums, first, rows.rows, out);
  }
}

__attribute__((TILES_TARGET)) void byte_tiles_apply(const ByteMatrix *matrix, const uint8_t *in,
                                                    const MatrixWork *work) {
  TileShapes shapes = {.palette = 1};
  for (int i = 0; i < 8; i++) shapes.row_bytes[i] = TILE_BYTES, shapes.rows[i] = TILE_ROWS;
  uint8_t last[TILE_ROWS * IN_MAX] = {0};
  uint32_t full = work->count / TILE_ROWS * TILE_ROWS;
  for (uint32_t i = full; i < work->count; i++)
    memcpy(last + (size_t)(i - full) * matrix->in, in + (size_t)i * work->in_stride, matrix->in);
  _tile_loadconfig(&shapes);
  for (uint32_t out = 0; out < matrix->out;) {
    if (matrix->in == PAIRED_IN && out + 2 * NETWORK_BLOCK <= matrix->out) {
      apply_pair(matrix, in, last, work, out);
      out += 2 * NETWORK_BLOCK;
    } else {
      apply_one(matrix, in, last, work, out);
      out += NETWORK_BLOCK;
    }
  }
  _tile_release();
}
#else

bool byte_tiles_fit(const ByteMatrix *matrix, const MatrixWork *work) {
  (void)matrix, (void)work;
  return false;
}

void byte_tiles_apply(const ByteMatrix *matrix, const uint8_t *in, const MatrixWork *work) {
  (void)matrix, (void)in, (void)work;
}
#endif
