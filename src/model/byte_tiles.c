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

/* Sums of 16 outputs of a vector as they are wanted, not rounded yet. */
static inline __attribute__((always_inline, TILES_TARGET)) __m512i
scaled(const int32_t *sums, __m512i scale, __m512i bias) {
  return _mm512_add_epi32(_mm512_mullo_epi32(_mm512_load_si512(sums), scale), bias);
}

/* The same for the 32 outputs of two blocks, whose sums follow each other. */
__attribute__((TILES_TARGET)) static void finish_pair(const ByteMatrix *m, const MatrixWork *w,
                                                      const int32_t *sums, uint32_t first,
                                                      uint32_t rows, uint32_t out) {
  const __m512i order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7); /* packed in quarters */
  __m512i scale0 = _mm512_loadu_si512(m->scale + out), bias0 = _mm512_loadu_si512(m->bias + out);
  __m512i scale1 = _mm512_loadu_si512(m->scale + out + NETWORK_BLOCK);
  __m512i bias1 = _mm512_loadu_si512(m->bias + out + NETWORK_BLOCK);
  size_t to = (size_t)first * w->out_stride + out;
  for (uint32_t r = 0; r < rows; r++, sums += NETWORK_BLOCK, to += w->out_stride) {
    __m512i low = scaled(sums, scale0, bias0), high = scaled(sums + SUMS, scale1, bias1);
    if (w->vectors) {
      __m512i both = _mm512_packs_epi32(vnni_rounded(low), vnni_rounded(high));
      _mm512_storeu_si512(w->vectors + to, _mm512_permutexvar_epi64(order, both));
    } else {
      _mm512_storeu_si512(w->out + to, low);
      _mm512_storeu_si512(w->out + to + NETWORK_BLOCK, high);
    }
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

/* Two blocks of outputs of vectors of 128 inputs: their weights stay in tiles 4 to 7. The sums of
 * some vectors are finished while the next ones are on their way. */
__attribute__((TILES_TARGET)) static void apply_pair(const ByteMatrix *m, const uint8_t *in,
                                                     const uint8_t *last, const MatrixWork *w,
                                                     uint32_t out) {
  const int8_t *weights = m->weights + (size_t)out * PAIRED_IN;
  _Alignas(TILE_BYTES) int32_t sums[2][2 * SUMS];
  uint32_t turn = 0, before = 0;
  _tile_loadd(4, weights, TILE_BYTES);
  _tile_loadd(5, weights + TILE, TILE_BYTES);
  _tile_loadd(6, weights + 2 * TILE, TILE_BYTES);
  _tile_loadd(7, weights + 3 * TILE, TILE_BYTES);
  for (uint32_t first = 0; first < w->count; first += TILE_ROWS, turn ^= 1) {
    TileRows rows = rows_from(w, in, last, PAIRED_IN, first);
    _tile_zero(0);
    _tile_zero(1);
    _tile_loadd(2, rows.at, rows.stride);
    _tile_loadd(3, rows.at + TILE_BYTES, rows.stride);
    _tile_dpbusd(0, 2, 4);
    _tile_dpbusd(1, 2, 6);
    _tile_dpbusd(0, 3, 5);
    _tile_dpbusd(1, 3, 7);
    _tile_stored(0, sums[turn], TILE_BYTES);
    _tile_stored(1, sums[turn] + SUMS, TILE_BYTES);
    if (first) finish_pair(m, w, sums[turn ^ 1], before, TILE_ROWS, out);
    before = first;
  }
  finish_pair(m, w, sums[turn ^ 1], before, w->count - before, out);
}

/* Two blocks of outputs of 16 or 32 vectors of any length: up to four sums on their way at once. */
static inline __attribute__((always_inline, TILES_TARGET)) void
apply_square(const ByteMatrix *m, const uint8_t *in, const uint8_t *last, const MatrixWork *w,
             uint32_t out, uint32_t first, bool both) {
  _Alignas(TILE_BYTES) int32_t sums[2][2 * SUMS];
  const int8_t *weights = m->weights + (size_t)out * m->in;
  const int8_t *next = weights + (size_t)NETWORK_BLOCK * m->in;
  TileRows rows = rows_from(w, in, last, m->in, first), more = rows;
  if (both) more = rows_from(w, in, last, m->in, first + TILE_ROWS);
  _tile_zero(0);
  _tile_zero(1);
  if (both) {
    _tile_zero(2);
    _tile_zero(3);
  }
  for (uint32_t k = 0; k < m->in; k += TILE_BYTES, weights += TILE, next += TILE) {
    _tile_loadd(4, rows.at + k, rows.stride);
    _tile_loadd(6, weights, TILE_BYTES);
    _tile_loadd(7, next, TILE_BYTES);
    _tile_dpbusd(0, 4, 6);
    _tile_dpbusd(1, 4, 7);
    if (!both) continue;
    _tile_loadd(5, more.at + k, more.stride);
    _tile_dpbusd(2, 5, 6);
    _tile_dpbusd(3, 5, 7);
  }
  _tile_stored(0, sums[0], TILE_BYTES);
  _tile_stored(1, sums[0] + SUMS, TILE_BYTES);
  if (both) {
    _tile_stored(2, sums[1], TILE_BYTES);
    _tile_stored(3, sums[1] + SUMS, TILE_BYTES);
  }
  finish_pair(m, w, sums[0], first, rows.rows, out);
  if (both) finish_pair(m, w, sums[1], first + TILE_ROWS, more.rows, out);
}

__attribute__((TILES_TARGET)) static void apply_squares(const ByteMatrix *m, const uint8_t *in,
                                                        const uint8_t *last, const MatrixWork *w,
                                                        uint32_t out) {
  uint32_t first = 0;
  for (; first + TILE_ROWS < w->count; first += 2 * TILE_ROWS)
    apply_square(m, in, last, w, out, first, true);
  if (first < w->count) apply_square(m, in, last, w, out, first, false);
}

/* One block of outputs. */
__attribute__((TILES_TARGET)) static void apply_one(const ByteMatrix *m, const uint8_t *in,
                                                    const uint8_t *last, const MatrixWork *w,
                                                    uint32_t out) {
  _Alignas(TILE_BYTES) int32_t sums[SUMS];
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
  _Alignas(TILE_BYTES) uint8_t last[TILE_ROWS * IN_MAX];
  uint32_t full = work->count / TILE_ROWS * TILE_ROWS, left = work->count - full;
  for (uint32_t i = 0; i < left; i++)
    memcpy(last + (size_t)i * matrix->in, in + (size_t)(full + i) * work->in_stride, matrix->in);
  if (left) memset(last + (size_t)left * matrix->in, 0, (size_t)(TILE_ROWS - left) * matrix->in);
  _tile_loadconfig(&shapes);
  uint32_t out = 0;
  for (; out + 2 * NETWORK_BLOCK <= matrix->out; out += 2 * NETWORK_BLOCK) {
    if (matrix->in == PAIRED_IN) apply_pair(matrix, in, last, work, out);
    else apply_squares(matrix, in, last, work, out);
  }
  if (out < matrix->out) apply_one(matrix, in, last, work, out);
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
