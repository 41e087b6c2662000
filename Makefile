# make        sets up what is missing, builds bin/balise, makes the site of content/ and serves it
# make help   lists the rest
#
# Needs Go 1.26 and Node 20 or newer. What is built or fetched lies in bin, release, assets/dist and assets/node_modules.

GO ?= go
NPM ?= npm
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
PLATFORMS := linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null)
BROWSERS := chromium chromium-browser google-chrome

MODULES := assets/node_modules/.package-lock.json
STYLES := assets/dist/manifest.json
GEO := assets/dist/geo.json
# Dependencies' versions live in go.mod, so it is a source of all that Go builds.
STYLE_SOURCES := $(shell find assets cmd/assets -type f ! -path '*/node_modules/*' ! -path '*/dist/*') go.mod
GEO_SOURCES := $(shell find cmd/basemap internal/geo internal/french -type f ! -name '*_test.go') go.mod
GO_FILES = $$(find . -name '*.go' ! -path '*/node_modules/*')

# One way to compile for all that is built, vetted and tested here (the race detector alone needs C): Go then compiles once.
export CGO_ENABLED := 0
export GOFLAGS := $(shell $(GO) env GOFLAGS 2>/dev/null) -trimpath

.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: run build site test lint bench bench-carte release clean help check-go check-node tools

run: build ## build everything, then serve the site on http://127.0.0.1:4000 (this is plain "make")
	@bin/balise build || [ $$? -eq 1 ] # what an editor has to mend is shown in the browser too
	bin/balise serve

build: $(STYLES) $(GEO) | check-go ## build bin/balise
	$(GO) build -ldflags='-s -w' -o bin/balise ./cmd/balise

site: build ## write the site of content/ to public/
	bin/balise build

# The race detector goes with the tests of the packages. Those of cmd/balise and internal/sitetest look at whole programs, one
# after another: it would slow them ten times and see nothing that internal/build, internal/dev and internal/admin do not show it.
WHOLE := /cmd/balise$$|/internal/sitetest$$
test: build tools lint ## set up and run everything CI runs
	bin/balise check
	@status=0; \
	 CGO_ENABLED=1 $(GO) test -vet=off -race $$($(GO) list ./... | grep -vE '$(WHOLE)') || status=1; \
	 $(GO) test -vet=off $$($(GO) list ./... | grep -E '$(WHOLE)') || status=1; \
	 exit $$status

lint: build
	@unformatted=$$(gofmt -l $(GO_FILES)); [ -z "$$unformatted" ] || { echo "gofmt these files: $$unformatted" >&2; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	cd assets && node_modules/.bin/tsc -p tsconfig.json

bench: build ## measure cold builds and single edits at 100, 1 000 and 10 000 entries
	$(GO) test -run '^$$' -bench . -timeout 30m ./internal/build
	$(GO) test -run '^$$' -bench Save -benchtime 20x -timeout 30m ./internal/sitetest

bench-carte: build tools ## measure the map in a browser: slow network, 10 000 and 100 000 initiatives
	$(GO) test -run '^$$' -bench Carte -benchtime 5x -timeout 60m -v ./internal/sitetest

# The same commit gives the same bytes: no paths, no time, and the version is that of the commit.
release: build ## static binaries for every system, in release/
	rm -rf release
	@set -e; for p in $(PLATFORMS); do os=$${p%/*}; arch=$${p#*/}; ext=; [ $$os != windows ] || ext=.exe; \
	  echo "release/balise-$$os-$$arch$$ext"; \
	  GOOS=$$os GOARCH=$$arch $(GO) build -buildvcs=false -ldflags='-s -w -X enrouteweb.org/balise/internal/cli.stamped=$(VERSION)' \
	    -o release/balise-$$os-$$arch$$ext ./cmd/balise; done
	cd release && { sha256sum balise-* 2>/dev/null || shasum -a 256 balise-*; } > SHA256SUMS

clean: ## remove what make built and fetched (public/ stays: it may be your published site)
	rm -rf bin release assets/node_modules
	find assets/dist -type f ! -name .gitkeep -delete

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(MODULES): assets/package.json assets/package-lock.json | check-node
	cd assets && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(STYLES): $(MODULES) $(STYLE_SOURCES) | check-go
	$(GO) run ./cmd/assets

$(GEO): $(MODULES) $(GEO_SOURCES) | check-go
	$(GO) run ./cmd/basemap

check-go:
	@v=$$(GOTOOLCHAIN=local $(GO) version 2>/dev/null | sed -n 's/.* go\([0-9]*\.[0-9]*\).*/\1/p'); \
	 [ -n "$$v" ] && [ $$(( $${v%.*} * 1000 + $${v#*.} )) -ge 1026 ] || { echo "balise needs Go 1.26 or newer to be built; found: $${v:-none}. See https://go.dev/dl/" >&2; exit 1; }

check-node:
	@v=$$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p'); \
	 [ -n "$$v" ] && [ "$$v" -ge 20 ] && command -v $(NPM) >/dev/null || { echo "balise needs Node 20 or newer, with npm, to be built; found: $${v:-none}. See https://nodejs.org/" >&2; exit 1; }

# What the tests need beside Go and Node: Chromium, and a C compiler for the race detector. Debian's packages are installed
# where its tools and rights allow it.
tools:
	@missing=; found=; \
	 for b in $(BROWSERS); do ! command -v $$b >/dev/null || found=yes; done; [ -n "$$found" ] || missing=chromium; \
	 command -v gcc >/dev/null || command -v clang >/dev/null || missing="$$missing gcc libc6-dev"; \
	 [ -n "$$missing" ] || exit 0; \
	 as=; [ "$$(id -u)" -eq 0 ] || as="sudo -n"; \
	 if command -v apt-get >/dev/null && $$as true 2>/dev/null; then \
	   echo "installing what the tests need: $$missing" >&2; \
	   $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	 else echo "The tests need: $$missing. Install them (Debian: sudo apt-get install $$missing), then run make test again." >&2; exit 1; fi
