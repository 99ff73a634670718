/* SPDX-License-Identifier: MIT */
/* tree.h - walking the dependency trees: children, edges of subtrees, small questions. */
#ifndef EXTRACT_TREE_H
#define EXTRACT_TREE_H
#include "document.h"

/* Fills Tokens.child, sibling, left and right from head; find_frames calls it. */
void tree_build(Document *document);

/* The first child with that relation, or NONE. */
uint32_t tree_child(const Tokens *tokens, uint32_t token, Relation relation);
/* The noun in apposition to it, without a bracket between; or NONE. */
uint32_t tree_apposition(const Tokens *tokens, uint32_t token);
/* The word to which it is an apposition, without a bracket between; or NONE. */
uint32_t tree_apposed(const Tokens *tokens, uint32_t token);
/* The token that marks it: preposition of a noun, subordinator of a clause; or NONE. */
uint32_t tree_marker(const Tokens *tokens, uint32_t token);
/* The subject of a verb, or of the verb above that shares it: "wrote, accusing"; or NONE. */
uint32_t tree_shared_subject(const Tokens *tokens, uint32_t verb);
/* Whether `above` is on the way from `token` to its root (looks up at most 64 heads). */
bool tree_is_above(const Tokens *tokens, uint32_t above, uint32_t token);
/* A verb form whose subject suffers: "was hit", "hit by", "the man hit", "was hit and robbed". */
bool tree_is_passive(const Tokens *tokens, uint32_t verb);

/* Whether others are coordinated with it. Parsers take an apposition for a coordination: of two
 * members one needs its "and". */
bool tree_is_coordinated(const Tokens *tokens, uint32_t first);
/* "Nobody", "no one", "no minister", "neither Ann nor Bo": a subject whose act did not take place.
 */
bool tree_is_nobody(const Tokens *tokens, uint32_t subject);

/* All the tokens under it, without punctuation at its ends. */
TokenRange tree_subtree(const Tokens *tokens, uint32_t token);

#define TREE_CHILDREN(tokens, token, kid)                                                          \
  for (uint32_t kid = (tokens)->child[token]; kid != NONE; kid = (tokens)->sibling[kid])
#endif
