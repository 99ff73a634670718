/* SPDX-License-Identifier: MIT */
/* byte_tiles.c - a tile is 16 rows of 64 bytes: 64 inputs of 16 vectors, or the weights of 64
 * inputs for 16 outputs as they lie in the model. The registers are many kilobytes that switches
 * between threads must save, so Linux wants to be asked before their first use. */
#include "model/byte_tiles.h"
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && defined(__linux__)
#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TILE_ROWS = 16, TILE_BYTES = 64, IN_MAX = 2 * NETWORK_WIDTH_MAX, AT_ONCE = 4 };
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
  return matrix->in % TILE_BYTES == 0 && matrix->in <= IN_MAX && work->count >= ROWS_LEAST &&
         allowed();
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
    size_t to = (size_t)(first + r) * w->out_stride + out;
    __m512i all = _mm512_mullo_epi32(_mm512_loadu_si512(sums), scale);
    all = _mm512_add_epi32(all, bias);
    if (w->vectors) {
      __m512i twice = _mm512_srai_epi32(all, NETWORK_WEIGHT_BITS - 1);
      all = _mm512_srai_epi32(_mm512_add_epi32(twice, _mm512_set1_epi32(1)), 1);
      _mm256_storeu_si256((__m256i *)(void *)(w->vectors + to), _mm512_cvtsepi32_epi16(all));
    } else {
      _mm512_storeu_si512(w->out + to, all);
    }
  }
}

/* Tiles 0 to 3: sums of four blocks of outputs, or of one; 4: vectors; 5: weights. */
__attribute__((TILES_TARGET)) static void multiply(const ByteMatrix *m, const uint8_t *in,
                                                   size_t stride, uint32_t out, bool four,
                                                   int32_t *sums) {
  size_t block = (size_t)NETWORK_BLOCK * m->in;
  const int8_t *weights = m->weights + (size_t)out * m->in;
  _tile_zero(0);
  if (four) {
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
  }
  for (uint32_t k = 0; k < m->in; k += TILE_BYTES, weights += TILE_BYTES * NETWORK_BLOCK) {
    _tile_loadd(4, in + k, stride);
    _tile_loadd(5, weights, TILE_BYTES);
    _tile_dpbusd(0, 4, 5);
    if (!four) continue;
    _tile_loadd(6, weights + block, TILE_BYTES);
    _tile_dpbusd(1, 4, 6);
    _tile_loadd(7, weights + 2 * block, TILE_BYTES);
    _tile_dpbusd(2, 4, 7);
    _tile_loadd(5, weights + 3 * block, TILE_BYTES);
    _tile_dpbusd(3, 4, 5);
  }
  _tile_stored(0, sums, TILE_BYTES);
  if (!four) return;
  _tile_stored(1, sums + TILE_ROWS * NETWORK_BLOCK, TILE_BYTES);
  _tile_stored(2, sums + 2 * TILE_ROWS * NETWORK_BLOCK, TILE_BYTES);
  _tile_stored(3, sums + 3 * TILE_ROWS * NETWORK_BLOCK, TILE_BYTES);
}

__attribute__((TILES_TARGET)) void byte_tiles_apply(const ByteMatrix *matrix, const uint8_t *in,
                                                    const MatrixWork *work) {
  TileShapes shapes = {.palette = 1};
  for (int i = 0; i < 8; i++) shapes.row_bytes[i] = TILE_BYTES, shapes.rows[i] = TILE_ROWS;
  int32_t sums[AT_ONCE * TILE_ROWS * NETWORK_BLOCK];
  uint8_t last[TILE_ROWS * IN_MAX]; /* vectors that do not fill a tile */
  _tile_loadconfig(&shapes);
  for (uint32_t first = 0; first < work->count; first += TILE_ROWS) {
    uint32_t left = work->count - first, rows = left < TILE_ROWS ? left : TILE_ROWS;
    const uint8_t *from = in + (size_t)first * work->in_stride;
    size_t stride = work->in_stride;
    if (rows < TILE_ROWS) {
      memset(last + (size_t)rows * matrix->in, 0, (size_t)(TILE_ROWS - rows) * matrix->in);
      for (uint32_t r = 0; r < rows; r++)
        memcpy(last + (size_t)r * matrix->in, from + r * stride, matrix->in);
      from = last, stride = matrix->in;
    }
    for (uint32_t out = 0; out < matrix->out;) {
      bool four = out + AT_ONCE * NETWORK_BLOCK <= matrix->out;
      multiply(matrix, from, stride, out, four, sums);
      for (uint32_t b = 0; b < (four ? AT_ONCE : 1); b++, out += NETWORK_BLOCK)
        finish(matrix, work, sums + b * TILE_ROWS * NETWORK_BLOCK, first, rows, out);
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
