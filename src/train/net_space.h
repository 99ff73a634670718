/* SPDX-License-Identifier: MIT */
/* net_space.h - for the net_*.c files only: what a batch is computed in, and the dense steps. */
#ifndef NET_SPACE_H
#define NET_SPACE_H
#include "train/net.h"

typedef struct {
  size_t room;                                      /* tokens */
  float *x[MAX_LAYERS + 1];                         /* token vectors between layers */
  float *in[MAX_LAYERS + 1], *mask[MAX_LAYERS + 1]; /* after dropout */
  float *u[MAX_LAYERS], *c[MAX_LAYERS], *h;
  float *tags, *projected, *projected_mask, *vectors;
  float *du, *dx, *dtags, *dprojected, *transposed, *weights_t;
  float *scored, *dscored, *dscores, *scores, *heads, *dheads, *heads_t;
  float *hidden, *logits, *dhidden;
  uint32_t *rows; /* features after word dropout */
  uint32_t *first;
} Space;

extern Space net_space;

float *net_floats(size_t count); /* zeroed, aligned */
float net_uniform(Net *net);     /* 0 .. 1 */
void net_space_fit(const Net *net, size_t tokens);

/* out[rows x cols] = in * weights + bias */
void net_dense(const float *in, size_t rows, const Param *w, const Param *bias, float *out);
/* Gradients of net_dense(); adds into dx if not NULL. */
void net_dense_back(const float *in, const float *dout, size_t rows, Param *w, Param *bias,
                    float *dx);

/* net_layers.c: words to vectors, tags and projections; and back from dx, the gradient of the top.
 */
void net_forward(Net *net, const Batch *batch, bool learn, int domain);
void net_layers_back(Net *net, const Batch *batch);

/* net_heads.c */
size_t net_score_arcs(const Net *net, uint32_t first, uint32_t n);
void net_arcs_back(Net *net, uint32_t first, const Sentence *s, size_t stride, double *loss);
void net_relations_back(Net *net, const Batch *batch, double *loss);
double net_tags_back(Net *net, const Sentence *s, uint32_t first);

#endif
