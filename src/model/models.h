/* SPDX-License-Identifier: MIT */
/* models.h - all that is loaded once and never changes after. */
#ifndef MODELS_H
#define MODELS_H
#include "base/pattern.h"
#include "model/actor_file.h"
#include "model/claim_models.h"
#include "model/tree_network.h"
#include "model/dategrammar.h"
#include "model/lexicon.h"
#include "model/sorted.h"
#include "model/linear.h"
#include "model/network.h"
#include "model/word_classes.h"
#include "model/wordlist.h"

typedef struct {
  Arena arena;          /* owns the lists */
  uint32_t *beginnings; /* which lists have keys that begin with a word */
  uint32_t list_count;
  Lexicon abbreviations;       /* "dr.", "gov.": a full stop that is part of the word */
  Linear sentences;            /* whether a sentence begins at a token */
  Lexicon lemmas, lemma_rules; /* base forms: exceptions by form, rules by ending */
  Lexicon
      token_forms; /* units, contractions, domains, smileys: what the tokenizer knows by heart */
  Lexicon countries, metonyms; /* states: names, demonyms, capitals, seats of government */
  Lexicon user_actors;         /* --actors; count 0: none */
  Sorted publics;              /* persons and bodies that news need not introduce */
  Lexicon organizations, regions, places;
  Lexicon given, given_world, surnames, titles; /* of people */
  Lexicon nominals;               /* nouns for people, groups, organisations, countries, places */
  Lexicon name_words;             /* words inside names that tell their kind */
  Lexicon pronouns;               /* with person, number, gender */
  Lexicon region_adjectives;      /* of parts of the world: the states in them */
  Lexicon speech_verbs;           /* their subject speaks the quotation beside them */
  Linear name_labels, name_steps; /* of names: label scores, steps between labels */
  Linear references;              /* whom a description or pronoun means */
  Linear described;               /* whom a description means that nothing before it explains */
  Lexicon no_names;               /* often written large and no name by itself */
  Linear frame_nouns;             /* whether a noun is a predicate */
  Linear frame_roles;             /* a candidate's role in a frame */
  Lexicon events;                 /* words and what they do: PLOVER category or operator */
  Lexicon event_objects, event_contexts; /* classes of nouns; words that tell a context */
  ClaimModels claims;                    /* cues, wrongs and what decides over them */
  Network grammar;                       /* tags, names, heads and relations */
  TreeNetwork cue_network;               /* cues of attributions */
  TreeNetwork party_network;             /* sources and targets of a claim */
  WordClasses word_classes;              /* words that are used alike */
  Lexicon sayings;                       /* words of saying, thinking, asking ... and their kind */
  Linear statement_cues, statement_parts,
      statement_trust;      /* attributions: cues, source and content, both */
  Linear statement_extents; /* which words beside it a cue takes in; may be missing */
  DateGrammar dates;        /* words and patterns of dates */
} Models;

/* Everything from `data_dir`, or the built-in copy when it is NULL. */
bool models_load(Models *models, const char *data_dir, AllegeError *error);
/* The user's own actors, over those of the lists; `cut` is called with the models. */
bool models_load_actors(Models *models, const char *path, NameCutter *cut, AllegeError *error);
void models_free(Models *models);
#endif
