/* SPDX-License-Identifier: MIT */
/* grammar.h - the closed sets of the grammar: universal tags, Penn tags, UD relations.
 * The trained models store the numbers, so new ones go to the end. */
#ifndef GRAMMAR_H
#define GRAMMAR_H

#define GRAMMAR_ID(id, name) id,

#define UPOS_TAGS(X)                                                                               \
  X(UPOS_X, "X")                                                                                   \
  X(UPOS_ADJ, "ADJ")                                                                               \
  X(UPOS_ADP, "ADP")                                                                               \
  X(UPOS_ADV, "ADV")                                                                               \
  X(UPOS_AUX, "AUX")                                                                               \
  X(UPOS_CCONJ, "CCONJ")                                                                           \
  X(UPOS_DET, "DET")                                                                               \
  X(UPOS_INTJ, "INTJ")                                                                             \
  X(UPOS_NOUN, "NOUN")                                                                             \
  X(UPOS_NUM, "NUM")                                                                               \
  X(UPOS_PART, "PART")                                                                             \
  X(UPOS_PRON, "PRON")                                                                             \
  X(UPOS_PROPN, "PROPN")                                                                           \
  X(UPOS_PUNCT, "PUNCT") X(UPOS_SCONJ, "SCONJ") X(UPOS_SYM, "SYM") X(UPOS_VERB, "VERB")
typedef enum { UPOS_TAGS(GRAMMAR_ID) UPOS_COUNT } Upos;

#define XPOS_TAGS(X)                                                                               \
  X(XPOS_FW, "FW")                                                                                 \
  X(XPOS_CC, "CC")                                                                                 \
  X(XPOS_CD, "CD")                                                                                 \
  X(XPOS_DT, "DT")                                                                                 \
  X(XPOS_EX, "EX")                                                                                 \
  X(XPOS_IN, "IN")                                                                                 \
  X(XPOS_JJ, "JJ")                                                                                 \
  X(XPOS_JJR, "JJR")                                                                               \
  X(XPOS_JJS, "JJS")                                                                               \
  X(XPOS_LS, "LS")                                                                                 \
  X(XPOS_MD, "MD")                                                                                 \
  X(XPOS_NN, "NN")                                                                                 \
  X(XPOS_NNS, "NNS")                                                                               \
  X(XPOS_NNP, "NNP")                                                                               \
  X(XPOS_NNPS, "NNPS")                                                                             \
  X(XPOS_PDT, "PDT")                                                                               \
  X(XPOS_POS, "POS")                                                                               \
  X(XPOS_PRP, "PRP")                                                                               \
  X(XPOS_PRPS, "PRP$")                                                                             \
  X(XPOS_RB, "RB")                                                                                 \
  X(XPOS_RBR, "RBR")                                                                               \
  X(XPOS_RBS, "RBS")                                                                               \
  X(XPOS_RP, "RP")                                                                                 \
  X(XPOS_SYM, "SYM")                                                                               \
  X(XPOS_TO, "TO")                                                                                 \
  X(XPOS_UH, "UH")                                                                                 \
  X(XPOS_VB, "VB")                                                                                 \
  X(XPOS_VBD, "VBD")                                                                               \
  X(XPOS_VBG, "VBG")                                                                               \
  X(XPOS_VBN, "VBN")                                                                               \
  X(XPOS_VBP, "VBP")                                                                               \
  X(XPOS_VBZ, "VBZ")                                                                               \
  X(XPOS_WDT, "WDT")                                                                               \
  X(XPOS_WP, "WP")                                                                                 \
  X(XPOS_WPS, "WP$")                                                                               \
  X(XPOS_WRB, "WRB")                                                                               \
  X(XPOS_PERIOD, ".")                                                                              \
  X(XPOS_COMMA, ",")                                                                               \
  X(XPOS_COLON, ":")                                                                               \
  X(XPOS_OPEN_QUOTE, "``")                                                                         \
  X(XPOS_CLOSE_QUOTE, "''")                                                                        \
  X(XPOS_LRB, "-LRB-")                                                                             \
  X(XPOS_RRB, "-RRB-")                                                                             \
  X(XPOS_DOLLAR, "$")                                                                              \
  X(XPOS_HYPH, "HYPH")                                                                             \
  X(XPOS_NFP, "NFP") X(XPOS_ADD, "ADD") X(XPOS_AFX, "AFX") X(XPOS_GW, "GW") X(XPOS_XX, "XX")
typedef enum { XPOS_TAGS(GRAMMAR_ID) XPOS_COUNT } Xpos;

#define RELATIONS(X)                                                                               \
  X(REL_DEP, "dep")                                                                                \
  X(REL_ROOT, "root")                                                                              \
  X(REL_NSUBJ, "nsubj")                                                                            \
  X(REL_NSUBJ_PASS, "nsubj:pass")                                                                  \
  X(REL_NSUBJ_OUTER, "nsubj:outer")                                                                \
  X(REL_CSUBJ, "csubj")                                                                            \
  X(REL_CSUBJ_PASS, "csubj:pass")                                                                  \
  X(REL_CSUBJ_OUTER, "csubj:outer")                                                                \
  X(REL_OBJ, "obj")                                                                                \
  X(REL_IOBJ, "iobj")                                                                              \
  X(REL_CCOMP, "ccomp")                                                                            \
  X(REL_XCOMP, "xcomp")                                                                            \
  X(REL_OBL, "obl")                                                                                \
  X(REL_OBL_AGENT, "obl:agent")                                                                    \
  X(REL_OBL_UNMARKED, "obl:unmarked")                                                              \
  X(REL_VOCATIVE, "vocative")                                                                      \
  X(REL_EXPL, "expl")                                                                              \
  X(REL_DISLOCATED, "dislocated")                                                                  \
  X(REL_ADVCL, "advcl")                                                                            \
  X(REL_ADVCL_RELCL, "advcl:relcl")                                                                \
  X(REL_ADVMOD, "advmod")                                                                          \
  X(REL_DISCOURSE, "discourse")                                                                    \
  X(REL_AUX, "aux")                                                                                \
  X(REL_AUX_PASS, "aux:pass")                                                                      \
  X(REL_COP, "cop")                                                                                \
  X(REL_MARK, "mark")                                                                              \
  X(REL_NMOD, "nmod")                                                                              \
  X(REL_NMOD_POSS, "nmod:poss")                                                                    \
  X(REL_NMOD_UNMARKED, "nmod:unmarked")                                                            \
  X(REL_NMOD_DESC, "nmod:desc")                                                                    \
  X(REL_APPOS, "appos")                                                                            \
  X(REL_NUMMOD, "nummod")                                                                          \
  X(REL_ACL, "acl")                                                                                \
  X(REL_ACL_RELCL, "acl:relcl")                                                                    \
  X(REL_AMOD, "amod")                                                                              \
  X(REL_DET, "det")                                                                                \
  X(REL_DET_PREDET, "det:predet")                                                                  \
  X(REL_CASE, "case")                                                                              \
  X(REL_CONJ, "conj")                                                                              \
  X(REL_CC, "cc")                                                                                  \
  X(REL_CC_PRECONJ, "cc:preconj")                                                                  \
  X(REL_FIXED, "fixed")                                                                            \
  X(REL_FLAT, "flat")                                                                              \
  X(REL_LIST, "list")                                                                              \
  X(REL_PARATAXIS, "parataxis")                                                                    \
  X(REL_COMPOUND, "compound")                                                                      \
  X(REL_COMPOUND_PRT, "compound:prt")                                                              \
  X(REL_ORPHAN, "orphan")                                                                          \
  X(REL_GOESWITH, "goeswith") X(REL_REPARANDUM, "reparandum") X(REL_PUNCT, "punct")
typedef enum { RELATIONS(GRAMMAR_ID) RELATION_COUNT } Relation;

#define NAME_LABELS(X)                                                                             \
  X(NAME_O, "O")                                                                                   \
  X(NAME_B_PER, "B-PER")                                                                           \
  X(NAME_I_PER, "I-PER")                                                                           \
  X(NAME_B_ORG, "B-ORG")                                                                           \
  X(NAME_I_ORG, "I-ORG")                                                                           \
  X(NAME_B_LOC, "B-LOC") X(NAME_I_LOC, "I-LOC") X(NAME_B_MISC, "B-MISC") X(NAME_I_MISC, "I-MISC")
typedef enum { NAME_LABELS(GRAMMAR_ID) NAME_LABEL_COUNT } NameLabel;

/* Whether a word belongs to a cue of an attribution: not, begins it, goes on in it. */
typedef enum { CUE_LABEL_OUT, CUE_LABEL_FIRST, CUE_LABEL_NEXT, CUE_LABEL_COUNT } CueLabel;

const char *upos_name(unsigned upos);
const char *xpos_name(unsigned xpos);
const char *relation_name(unsigned relation);
const char *name_label_name(unsigned label);
#endif
