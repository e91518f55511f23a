# restwarmte: `make demo` shows a report, `make test` runs every test, `make help` lists the rest.

VERSION   := 0.1.0
PREFIX    ?= /usr/local
CC        ?= gcc
OUT       ?= out
# Each variant (release, sanitize, lint-gcc, ..) has a folder of its own, so that none spoils another.
VARIANT   ?= release
BUILD     := build/$(VARIANT)
GEN       := build/gen

# V=1 shows every command.
Q         := $(if $(V),,@)
OPTIMIZE  ?= -O2 -g
WARNINGS  := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wdouble-promotion -Wvla
CFLAGS    ?=
LDFLAGS   ?=
COMMON    := -std=c11 -pthread -D_POSIX_C_SOURCE=200809L $(OPTIMIZE) $(WARNINGS) $(EXTRA) -ffile-prefix-map=$(CURDIR)=. -MMD -MP
VERSIONED := -DRW_VERSION='"$(VERSION)"'
INCLUDES  := -Iinclude -Isrc -Isolvers
# GLPK, libcsv and libmd ship no pkg-config file.
LIBS      := -lglpk -lcsv -lcjson -lproj -lgeos_c -lgmp -lmd -lpthread -lm

LEAFLET   ?= /usr/share/javascript/leaflet
CHARTJS   ?= /usr/share/javascript/chart.js

LIB_SRC   := $(sort $(wildcard src/base/*.c src/data/*.c src/economics/*.c src/plan/*.c src/model/*.c src/report/*.c src/streets/*.c \
             src/pipeline/*.c solvers/*.c solvers/*/*.c))
CLI_SRC   := $(sort $(wildcard src/cli/*.c))
TEST_SRC  := $(sort $(wildcard tests/*.c tests/*/*.c))
PAGES     := $(GEN)/page_report_css.c $(GEN)/page_report_js.c $(GEN)/page_memo_js.c $(GEN)/page_network_js.c $(GEN)/page_live_js.c \
             $(GEN)/page_leaflet_css.c $(GEN)/page_leaflet_js.c $(GEN)/page_chart_js.c
LIB_OBJ   := $(LIB_SRC:%.c=$(BUILD)/%.o) $(PAGES:$(GEN)/%.c=$(BUILD)/gen/%.o) $(BUILD)/gen/registry.o
CLI_OBJ   := $(CLI_SRC:%.c=$(BUILD)/%.o)
TEST_OBJ  := $(TEST_SRC:%.c=$(BUILD)/%.o)
LIBRARY   := $(BUILD)/librestwarmte.a
PROGRAM   := $(BUILD)/restwarmte
GENERATOR := $(if $(wildcard tools/generate_study.c),$(BUILD)/generate-study)
CONVERTER := $(BUILD)/cflp-to-problem
TIMER     := $(BUILD)/time-ascent
CHECKER   := $(BUILD)/check-certificate

.DELETE_ON_ERROR:
# `all` is what is shipped.
.PHONY: all deps deps-demo demo test test-long lint format sanitize tsan valgrind fuzz bench bench-rivals man install clean help

all: $(PROGRAM) $(LIBRARY) $(GENERATOR) $(CONVERTER) $(CHECKER)

help:
	@echo "make demo       install what is missing, build, solve instances/diemen, say which file to open"
	@echo "make test       install what tests need, build, run every test"
	@echo "make            build build/release/restwarmte"
	@echo "make lint       formatting, layers, warnings of gcc and clang, clang-tidy, cppcheck"
	@echo "make test-long  the tests with more random studies, under sanitizers and valgrind"
	@echo "make sanitize   the tests with address and undefined-behaviour sanitizers"
	@echo "make tsan       the tests of several threads with the thread sanitizer"
	@echo "make valgrind   the command line tests under valgrind"
	@echo "make fuzz       feed broken files to the readers for FUZZ_SECONDS"
	@echo "make bench      our solvers beside others on public and generated problems; make bench-rivals installs the others"
	@echo "make install    PREFIX=$(PREFIX) DESTDIR="

# -- What must be there ------------------------------------------------------------------------------------------

deps-demo:
	@tools/deps.sh run

deps:
	@tools/deps.sh test

# -- Building ----------------------------------------------------------------------------------------------------

$(PROGRAM): $(CLI_OBJ) $(LIBRARY)
	@echo "  $@"
	$(Q)$(CC) $(OPTIMIZE) $(EXTRA) $(LDFLAGS) -o $@ $(CLI_OBJ) $(LIBRARY) $(LIBS)

$(LIBRARY): $(LIB_OBJ)
	@echo "  $@"
	$(Q)rm -f $@
	$(Q)ar rcsD $@ $(LIB_OBJ)

# The command line sees the public headers only.
$(BUILD)/src/cli/%.o: src/cli/%.c
	@mkdir -p $(@D)
	@echo "  $@"
	$(Q)$(CC) $(COMMON) $(VERSIONED) $(CFLAGS) -Iinclude -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	@echo "  $@"
	$(Q)$(CC) $(COMMON) $(VERSIONED) $(CFLAGS) $(INCLUDES) -Itests -c -o $@ $<

$(BUILD)/gen/%.o: $(GEN)/%.c
	@mkdir -p $(@D)
	@echo "  $@"
	$(Q)$(CC) $(COMMON) $(CFLAGS) $(INCLUDES) -c -o $@ $<

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  $@"
	$(Q)$(CC) $(COMMON) $(VERSIONED) $(CFLAGS) $(INCLUDES) -c -o $@ $<

# Solvers are found, not listed: solvers/<name>.c, or solvers/<name>/<name>.c, exports rw_solver_<name>.
SOLVERS := $(patsubst solvers/%.c,%,$(sort $(wildcard solvers/*.c))) \
           $(foreach d,$(sort $(wildcard solvers/*/)),$(if $(wildcard $(d)$(notdir $(d:%/=%)).c),$(notdir $(d:%/=%))))

$(GEN)/registry.c: Makefile $(wildcard solvers/*.c solvers/*/*.c)
	@mkdir -p $(@D)
	@{ echo '#include <restwarmte/solver.h>'; \
	   for s in $(SOLVERS); do echo "extern const rw_solver rw_solver_$$s;"; done; \
	   echo 'extern const rw_solver *const rw_solver_registry[];'; \
	   echo 'const rw_solver *const rw_solver_registry[] = {'; \
	   for s in $(SOLVERS); do echo "    &rw_solver_$$s,"; done; \
	   echo '    0};'; } > $@

build/embed: tools/embed.c
	@mkdir -p $(@D)
	@echo "  $@"
	$(Q)$(CC) -std=c11 -D_POSIX_C_SOURCE=200809L -O1 $(WARNINGS) -o $@ $<

$(GEN)/page_report_css.c: src/report/pages/report.css build/embed
$(GEN)/page_report_js.c: src/report/pages/report.js build/embed
$(GEN)/page_memo_js.c: src/report/pages/memo.js build/embed
$(GEN)/page_network_js.c: src/report/pages/network.js build/embed
$(GEN)/page_live_js.c: src/report/pages/live.js build/embed
$(GEN)/page_leaflet_css.c: $(LEAFLET)/leaflet.css build/embed
$(GEN)/page_leaflet_js.c: $(LEAFLET)/leaflet.min.js build/embed
$(GEN)/page_chart_js.c: $(CHARTJS)/chart.min.js build/embed
$(PAGES):
	@mkdir -p $(@D)
	$(Q)build/embed $(notdir $(basename $@)) $< > $@

$(GENERATOR): $(BUILD)/tools/generate_study.o $(BUILD)/tools/generate_streets.o
$(CONVERTER): $(BUILD)/tools/cflp_to_problem.o
$(TIMER): $(BUILD)/tools/time_ascent.o
$(GENERATOR) $(CONVERTER) $(TIMER): $(LIBRARY)
	@echo "  $@"
	$(Q)$(CC) $(OPTIMIZE) $(EXTRA) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LIBRARY) $(LIBS)

# Alone: no header, no library of ours. Every operation rounds upward, as it is written.
ROUNDING := -frounding-math -ffp-contract=off

$(CHECKER): tools/check_certificate.c
	@mkdir -p $(@D)
	@echo "  $@"
	$(Q)$(CC) $(COMMON) $(ROUNDING) $(CFLAGS) $(LDFLAGS) -o $@ $< -lm

$(BUILD)/tests/property/run_checker.o: override CFLAGS += $(ROUNDING)

# -- Using -------------------------------------------------------------------------------------------------------

demo: deps-demo
	@$(MAKE) --no-print-directory all
	$(PROGRAM) solve instances/diemen --out $(OUT)/diemen
	@echo
	@echo "Open $(OUT)/diemen/report.html in a browser."

# -- Testing -----------------------------------------------------------------------------------------------------

TESTS := $(BUILD)/tests/restwarmte-tests

$(TESTS): $(TEST_OBJ) $(LIBRARY)
	@echo "  $@"
	$(Q)$(CC) $(OPTIMIZE) $(EXTRA) $(LDFLAGS) -o $@ $(TEST_OBJ) $(LIBRARY) $(LIBS) -lcunit

test: deps
	@$(MAKE) --no-print-directory all $(TESTS)
	$(TESTS) $(PROGRAM)

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# GLPK, PROJ and Chromium keep memory until the process ends; leaks of our own are counted by the failing allocator.
sanitize: deps
	@$(MAKE) --no-print-directory VARIANT=sanitize EXTRA="$(SANITIZE)" OPTIMIZE="-O1 -g" run-tests

# Races between threads: the suites that use several. (CUnit's own output is not at issue.)
tsan: deps
	@$(MAKE) --no-print-directory VARIANT=tsan EXTRA="-fsanitize=thread" OPTIMIZE="-O1 -g" run-threads

.PHONY: run-threads
run-threads: all $(TESTS)
	$(TESTS) $(PROGRAM) bnb
	$(TESTS) $(PROGRAM) crew
	$(TESTS) $(PROGRAM) facility
	$(TESTS) $(PROGRAM) network

.PHONY: run-tests
run-tests: all $(TESTS)
	$(TESTS) $(PROGRAM)

valgrind: deps
	@$(MAKE) --no-print-directory all $(TESTS)
	RW_UNDER_VALGRIND=1 $(TESTS) $(PROGRAM) golden

test-long: deps
	@RW_TEST_FACTOR=20 $(MAKE) --no-print-directory run-tests
	@$(MAKE) --no-print-directory sanitize
	@$(MAKE) --no-print-directory tsan
	@$(MAKE) --no-print-directory VARIANT=clang CC=clang run-tests
	@$(MAKE) --no-print-directory valgrind

FUZZ_SECONDS ?= 60

fuzz: deps
	@tools/fuzz.sh $(FUZZ_SECONDS)

# Rivals that Debian does not have come from npm, into a folder of their own.
bench-rivals:
	@tools/deps.sh bench
	npm install --prefix build/bench/npm --no-fund --no-audit highs

bench: all $(TIMER)
	@tools/bench.sh $(BUILD)

# -- Lint ----------------------------------------------------------------------------------------------------------

C_FILES  := $(sort $(wildcard src/*/*.[ch] solvers/*.[ch] solvers/*/*.[ch] tests/*.[ch] tests/*/*.[ch] tools/*.[ch] \
            include/restwarmte/*.h))
TIDY_SRC := $(LIB_SRC) $(CLI_SRC) $(wildcard tools/*.c)

lint: deps
	@echo clang-format
	@clang-format --dry-run -Werror $(C_FILES)
	tools/check_layers.sh
	shellcheck tools/*.sh tools/bench/*.sh .ci/run
	@$(MAKE) --no-print-directory VARIANT=lint-gcc CC=gcc EXTRA=-Werror compile-all
	@$(MAKE) --no-print-directory VARIANT=lint-clang CC=clang EXTRA=-Werror compile-all
	@echo clang-tidy
	@printf '%s\n' $(TIDY_SRC) | xargs -P $$(nproc) -n 6 sh -c \
	    'clang-tidy --quiet "$$@" -- -std=c11 -D_POSIX_C_SOURCE=200809L -DRW_VERSION=\"x\" $(INCLUDES)' sh 2>/dev/null
	@echo cppcheck
	@cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 -j2 --quiet \
	    $(INCLUDES) '-DRW_VERSION="x"' --suppress=missingIncludeSystem src solvers tools

.PHONY: compile-all
compile-all: all $(TEST_OBJ)

format:
	clang-format -i $(C_FILES)

# -- Installing ----------------------------------------------------------------------------------------------------

$(GEN)/restwarmte.1: $(PROGRAM)
	@mkdir -p $(@D)
	$(PROGRAM) help --man > $@

$(GEN)/restwarmte.pc: Makefile
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'includedir=$${prefix}/include' 'libdir=$${prefix}/lib' '' 'Name: restwarmte' \
	    'Description: Matches waste heat of datacenters with heat networks, and proves it' 'Version: $(VERSION)' \
	    'Requires.private: libcjson proj geos gmp' 'Libs: -L$${libdir} -lrestwarmte' \
	    'Libs.private: $(LIBS)' 'Cflags: -I$${includedir}' > $@

man: $(GEN)/restwarmte.1

install: all $(GEN)/restwarmte.1 $(GEN)/restwarmte.pc
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/restwarmte
	install -D -m 755 $(CHECKER) $(DESTDIR)$(PREFIX)/bin/restwarmte-check-certificate
	install -D -m 644 $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/librestwarmte.a
	install -D -m 644 $(GEN)/restwarmte.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/restwarmte.pc
	install -D -m 644 $(GEN)/restwarmte.1 $(DESTDIR)$(PREFIX)/share/man/man1/restwarmte.1
	install -d $(DESTDIR)$(PREFIX)/include/restwarmte
	install -m 644 include/restwarmte/*.h include/restwarmte/*.def $(DESTDIR)$(PREFIX)/include/restwarmte

clean:
	rm -rf build

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(TEST_OBJ:.o=.d) $(BUILD)/tools/generate_study.d $(BUILD)/tools/generate_streets.d $(BUILD)/tools/cflp_to_problem.d $(BUILD)/tools/time_ascent.d
