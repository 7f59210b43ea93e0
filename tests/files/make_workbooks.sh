#!/usr/bin/env bash
# Makes ledger.xls from ledger.fods by LibreOffice: a title merged over four columns, a batch merged over two rows,
# dates, formulas, a hidden sheet. The result is kept, so that the tests need no office program.
set -euo pipefail
cd "$(dirname "$0")"
soffice --headless --convert-to xls ledger.fods >/dev/null
ls -l ledger.xls
