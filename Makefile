# For whoever looks for these names: each is one of npm's scripts. Everything else is in CONTRIBUTING.md.
.PHONY: format lint unit integration

installed := node_modules/.package-lock.json

format: $(installed)
	npm run format

lint: $(installed)
	npm run lint
	npm run typecheck

unit: $(installed)
	npm test
	npm run test:charm

# The packed charm, and real Bacula. Install what they need first, as root, on Debian:
# test/e2e/install-tools.sh and test/bacula/install-packages.sh
integration: $(installed)
	PATH="$(CURDIR)/build/charmcraft/bin:$$PATH" npm run test:e2e
	npm run test:bacula

$(installed): package.json package-lock.json
	npm ci
