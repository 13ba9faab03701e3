# guidec: what there is to do with the sources. "make help" lists it.

GO     ?= go
seed   := $(wildcard ../shared/seed/never-let-me-go.txt)
fuzz   ?= 20s

.PHONY: help build test race golden lint check fmt fuzz bench verify licences vulnerabilities release clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 17

build: ## compile the command to bin/guidec
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/guidec ./cmd/guidec

test: ## run the tests
	$(GO) test ./...

race: ## run the tests with the race detector
	$(GO) test -race ./...

golden: ## rewrite the golden files; look at the difference before committing it
	$(GO) test $$(grep -rl --include='*_test.go' '"guidec/internal/golden"' internal cmd | xargs -n1 dirname | sort -u | sed 's|^|./|') -update
	git diff --stat -- '*testdata*'

lint: ## look for what the compiler lets pass
	@test -z "$$(gofmt -l assets cmd internal)" || { gofmt -l assets cmd internal; echo 'these files are not formatted: make fmt'; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) tool go-check-sumtype ./...
	.ci/rules

check: lint test ## lint and test: what must pass before a commit

fmt: ## format the sources
	gofmt -w assets cmd internal

fuzz: ## run every fuzz target for a while (fuzz=20s)
	.ci/fuzz $(fuzz)

bench: ## print time and memory of each stage on texts of three sizes, and of other programs
	.ci/bench
	$(if $(seed),$(GO) run .ci/compare.go $(seed))

verify: build ## build every guide and hold the files against the outside validators
	rm -rf dist/verify
	bin/guidec build --no-cache content -o dist/verify/content
	$(if $(seed),bin/guidec build --no-cache $(seed) -o dist/verify/seed)
	for d in kobo kindle; do bin/guidec build --no-cache content -f epub --device $$d -o dist/verify/$$d || exit 1; done
	for p in a4 letter a5 6x9in; do for v in standard large-print accessible; do \
		bin/guidec build --no-cache content -f pdf --paper $$p --variant $$v --report -o dist/verify/$$p-$$v >dist/verify/report || { cat dist/verify/report; exit 1; }; \
		.ci/even dist/verify/report || exit 1; \
		$(if $(seed),bin/guidec build --no-cache $(seed) -f pdf --paper $$p --variant $$v --report -o dist/verify/seed-$$p-$$v >dist/verify/report || { cat dist/verify/report; exit 1; }; \
		.ci/even dist/verify/report || exit 1;) \
	done; done
	.ci/epubcheck dist/verify/*/*.epub
	.ci/ace dist/verify/content/*.epub$(if $(seed), dist/verify/seed/*.epub)
	.ci/verapdf dist/verify/*/*.pdf
	for f in dist/verify/*/*.pdf; do qpdf --check "$$f" >/dev/null || exit 1; done

licences: ## list what is linked and built in, with its licences
	$(GO) run ./internal/release licences

vulnerabilities: ## look up the dependencies among the known weaknesses
	.ci/vulnerabilities

release: ## make the program for each system, twice, with checksums
	.ci/release $(targets)

clean: ## remove what was built
	rm -rf bin dist
