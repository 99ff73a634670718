/* SPDX-License-Identifier: MIT */
/* network.h - the grammar network as the trainer writes it: int8 feature embeddings, large
 * matrices of bytes and small ones of int16, checked once and used in place. train/quantise.c
 * writes what network.c reads. */
#ifndef NETWORK_H
#define NETWORK_H
#include "base/wide.h"
#include "model/data.h"
#include <stdint.h>

/* Fixed point: token vectors have 11 bits after the point, matrix weights 12. */
enum { NETWORK_VECTOR_BITS = 11, NETWORK_WEIGHT_BITS = 12 };
enum { NETWORK_HALF = 1 << (NETWORK_WEIGHT_BITS - 1) }; /* added before the bits are cut off */
enum {
  NETWORK_LAYERS_MAX = 6,
  NETWORK_WIDTH_MAX = 256,
  NETWORK_DISTANCES = 32, /* buckets of how far apart dependent and head are */
  NETWORK_BLOCK = 16      /* every width and output count is a multiple */
};

/* Products of vectors with a matrix of in x out weights, stored for pairs of inputs and
 * 16 outputs: weights[out / 16][in / 2][16][2]. */
typedef struct {
  const int16_t *weights;
  const int32_t *bias; /* 23 bits after the point */
  uint32_t in, out;
} Matrix;

/* The same for large matrices, with bytes for both factors: a vector's values in sixteenths, cut to
 * -63 .. 63, plus 64; weights -63 .. 63 times their output's scale, stored for fours of inputs:
 * weights[out / 16][in / 4][16][4]. Four products of each fit 16 bits. */
typedef struct {
  const int8_t *weights;
  const int32_t *scale; /* of each output: 19 bits after the point */
  const int32_t *bias;  /* 23 bits after the point; takes what BYTE_ZERO adds back */
  uint32_t in, out;
  uint64_t light; /* byte_matrix_light(), or 0 */
} ByteMatrix;
enum {
  BYTE_SHIFT = 7, /* of a vector's values */
  BYTE_LIMIT = 63,
  BYTE_ZERO = 64,
  BYTE_WEIGHT = 63,
  BYTE_SCALE_BITS = 19
};

/* How many labels a network must know; language/grammar.h has the labels. */
enum { NETWORK_UPOS = 17, NETWORK_XPOS = 50, NETWORK_NAMES = 9, NETWORK_CUES = 3 };
enum { NETWORK_RELATIONS = 51 };

/* The first bytes of the file; the arrays follow in the order of Network's fields. */
typedef struct {
  char magic[8]; /* "ALGNET4" */
  uint32_t layers, width, arc, relation;
  uint32_t tag_outputs, relation_outputs;
  uint32_t upos, xpos, names, cues, relations; /* how many labels it was trained for */
  uint32_t rows, slots; /* embedding rows; hash table places, a power of two */
} NetworkHead;

typedef struct {
  NetworkHead head;
  const uint32_t *keys;                 /* [slots]: feature key, 0: free */
  const uint16_t *row_of;               /* [slots] */
  const int8_t *embedding;              /* [rows][width] */
  const uint8_t *scale;                 /* [rows]: embedding * scale is a vector */
  const int16_t *start;                 /* [width]: what every token vector starts from */
  ByteMatrix layer[NETWORK_LAYERS_MAX]; /* width -> 3 width: z f o forward, z f o backward */
  ByteMatrix tags; /* width -> tag_outputs: upos, xpos, names; cues only to learn from, unused */
  ByteMatrix projections;       /* width -> 2 arc + 2 relation: dependent, head, dependent, head */
  Matrix pair;                  /* arc -> arc */
  const int16_t *pair_root;     /* [arc]: the root as a head */
  const int32_t *distance;      /* [NETWORK_DISTANCES], 22 bits after the point */
  Matrix relation;              /* relation -> relation_outputs */
  const int16_t *relation_root; /* [relation] */
  const int16_t *relation_distance; /* [NETWORK_DISTANCES][relation] */
} Network;

/* Checks everything and points into `data`, which must stay. */
bool network_parse(Data data, const char *name, Network *network, AllegeError *error);

/* The embedding row of a feature key; 0 (all zero) when it has none. */
uint32_t network_row(const Network *network, uint32_t key);

/* Bucket of NETWORK_DISTANCES for a word and another word as its head. */
uint32_t network_distance(uint32_t dependent, uint32_t head);

/* A sum with 23 bits after the point as a value of a vector, cut at the ends of 16 bits. Wraps, as
 * the registers do: only a damaged model's sums are so large. */
static inline int16_t network_rounded(int32_t sum) {
  int32_t value = (int32_t)((uint32_t)sum + NETWORK_HALF) >> NETWORK_WEIGHT_BITS;
  value = value > INT16_MAX ? INT16_MAX : value;
  return (int16_t)(value < INT16_MIN ? INT16_MIN : value);
}

/* bias + matrix * in[i] for `count` vectors, as 32-bit sums in `out` or rounded to vectors in
 * `vectors` (at the ends of 16 bits cut): one of the two is NULL. Strides in elements. */
typedef struct {
  int32_t *out;
  int16_t *vectors;
  uint32_t count, in_stride, out_stride;
} MatrixWork;
void matrix_apply(const Matrix *matrix, const int16_t *in, const MatrixWork *work);
void byte_matrix_apply(const ByteMatrix *matrix, const uint8_t *in, const MatrixWork *work);
/* The same with registers no wider than wide_registers(): to the bit, whatever they are. */
void matrix_apply_by(WideRegisters wide, const Matrix *matrix, const int16_t *in,
                     const MatrixWork *work);
void byte_matrix_apply_by(WideRegisters wide, const ByteMatrix *matrix, const uint8_t *in,
                          const MatrixWork *work);

/* A bit for each 16 outputs of the first 1024: set where sums over 16 inputs need no more than 16
 * bits, which makes some registers quicker. */
uint64_t byte_matrix_light(const ByteMatrix *matrix);

/* Values of vectors as the bytes that such a matrix reads. */
void byte_vectors(const int16_t *values, uint8_t *bytes, size_t count);

#endif
