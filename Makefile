# make            the program and libraries     make test      all tests
# make SAN=1 ...  with ASan and UBSan           make lint      layering, map, data, format
# make fuzz       60 s of libFuzzer             make models    retrain data/*.model
# make bench      speed by pass                 make accuracy  figures on ../shared
# make install DESTDIR= PREFIX=/usr/local       make clean

CFLAGS  ?= -O2 -g
LIBS     = -lpcre2-8 -lutf8proc -lcjson -lz -lm -pthread
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
BUILD    = build
SHARED   = ../shared

ifdef SAN
BUILD   := build/san
CFLAGS  += -fsanitize=address,undefined -fno-sanitize-recover=all -DARENA_CHECK
endif
ifdef TSAN
BUILD   := build/tsan
CFLAGS  += -fsanitize=thread
endif

SOURCES := $(filter-out src/main.c src/train/%,$(wildcard src/*.c src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/src/model/builtin.o
TESTS   := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
COMPILE  = $(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) -fPIC -Iinclude -Isrc -MMD -MP

$(BUILD)/allege: $(BUILD)/src/main.o $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/liballege.a: $(OBJECTS)
	rm -f $@; $(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

$(BUILD)/src/model/builtin.o: src/model/builtin.S src/model/builtin.list $(wildcard data/*)
	@mkdir -p $(@D)
	$(CC) -Isrc -c -o $@ $<

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS) -lcmocka

# A trainer is src/train/train_NAME.c over the shared src/train files and the library.
TRAIN_SHARED := $(patsubst %.c,$(BUILD)/%.o,$(filter-out src/train/train_%,$(wildcard src/train/*.c)))
$(BUILD)/train_%: $(BUILD)/src/train/train_%.o $(TRAIN_SHARED) $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

model-sentences: $(BUILD)/train_sentences
	$< data/sentences.model $(SHARED)/data/ud/ewt-train.conllu.gz $(SHARED)/data/ud/gum-train.conllu.gz

model-frames: $(BUILD)/train_frames
	$< $(SHARED)/data/propbank/ewt.jsonl.gz $(SHARED)/data/ud/ewt-train.conllu.gz data/frames.model

test: $(TESTS) $(BUILD)/allege
	@set -e; for t in $(TESTS); do ./$$t; done
	@tests/cases/run.sh $(BUILD)/allege
	@tests/golden/run.sh $(BUILD)/allege

bench: $(BUILD)/tests/bench/bench
	@tests/bench/run.sh $< $(SHARED)

$(BUILD)/tests/bench/bench: $(BUILD)/tests/bench/bench.o $(BUILD)/liballege.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

accuracy: $(BUILD)/allege
	@tests/accuracy/run.sh $< $(SHARED)

fuzz:
	@mkdir -p build/fuzz/corpus
	clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude -Isrc -o build/fuzz/fuzz \
	    tests/fuzz/fuzz_analyze.c $(SOURCES) src/model/builtin.S $(LIBS)
	build/fuzz/fuzz -max_total_time=$(or $(SECONDS),60) -timeout=5 build/fuzz/corpus tests/golden

lint:
	@tests/lint/layers.sh

teacher:
	src/train/teach.sh build/teacher $(SHARED)/data

clean:
	rm -rf build

.PHONY: teacher test bench accuracy fuzz lint clean
.SECONDARY:
-include $(OBJECTS:.o=.d)
