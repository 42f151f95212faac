# Shortcuts for the tiltyard command; every line below is one that can be typed by hand.
#   RUN_ID CONFIG MODE SEEDS TRIALS STRICT RESULTS_DIR   as in: make xsweep CONFIG=configs/airline_static_v1/run.yaml SEEDS=1,2
TILTYARD ?= artifacts/bin/Tiltyard.Cli/release/tiltyard
RESULTS_DIR ?= results

sweep = $(if $(MODE),--mode $(MODE)) $(if $(SEEDS),--seeds $(SEEDS)) $(if $(TRIALS),--trials $(TRIALS)) --outdir $(RESULTS_DIR) --no-open
named = $(if $(RUN_ID),--run-id $(RUN_ID)) --results-root $(RESULTS_DIR)

.DEFAULT_GOAL := help
.PHONY: help install demo xsweep report latest open-artifacts list-runs tidy-run check-thresholds quickstart test

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

install: ## Builds the command
	dotnet build src/Tiltyard.Cli -c Release --nologo -v quiet -clp:NoSummary

$(TILTYARD):
	dotnet build src/Tiltyard.Cli -c Release --nologo -v quiet -clp:NoSummary

demo: MODE ?= SHIM
demo: SEEDS ?= 11,12
demo: TRIALS ?= 3
demo: | $(TILTYARD) ## Plays tiny sweeps on the SHIM lane: the risky slice, a mild attack, an escalating one
	$(TILTYARD) xsweep --config configs/tau_risky_v1/run.yaml $(sweep)
	$(TILTYARD) xsweep --config configs/airline_static_v1/run.yaml $(sweep)
	$(TILTYARD) xsweep --config configs/airline_escalating_v1/run.yaml $(sweep)

xsweep: | $(TILTYARD) ## Plays a sweep: CONFIG=configs/NAME/run.yaml [SEEDS=1,2] [TRIALS=5] [MODE=REAL]
	$(TILTYARD) xsweep $(if $(CONFIG),--config $(CONFIG)) $(sweep)

report: | $(TILTYARD) ## Makes the artifacts of RUN_ID or of the latest run anew and checks that they hold data
	$(TILTYARD) report --refresh $(named)

latest: | $(TILTYARD) ## Points results/LATEST at the newest valid run
	$(TILTYARD) runs latest --results-root $(RESULTS_DIR)

open-artifacts: | $(TILTYARD) ## Opens picture, table and page of the latest run
	$(TILTYARD) runs open $(RUN_ID) --results-root $(RESULTS_DIR)

list-runs: | $(TILTYARD) ## Lists the runs and whether they are whole
	$(TILTYARD) runs list --results-root $(RESULTS_DIR)

tidy-run: | $(TILTYARD) ## Removes redundant files of a run: RUN_ID=...
	$(TILTYARD) runs tidy $(RUN_ID) --results-root $(RESULTS_DIR)

check-thresholds: | $(TILTYARD) ## Judges the run by thresholds.yaml; STRICT=1 turns a warning into a failure
	$(TILTYARD) check $(named) $(if $(filter 1,$(STRICT)),--strict)

quickstart: install ## install, demo, report, open-artifacts
	$(MAKE) demo
	$(MAKE) report
	$(MAKE) open-artifacts

test: ## Runs the one gate: build, format, links, all tests
	eng/check.sh
