// Scenarios: the program's contract as text that a land officer can read. One file, one story; see scenarios/*.txt.
//
//   needs shared                       skip (visibly) where the shared data folder is absent
//   file NAME                          the lines up to a line "end" become a file in the scratch folder
//   $ panhuo … --json                  run; {store} {scratch} {shared} {root} are replaced
//   exit N                             exit code of the last run
//   json /files/0/rows = 66            a JSON pointer into its stdout and the value there (JSON text)
//   count /parcels status="closed" = 3 members of an array whose key has the value (several may be given)
//   sum /parcels area_m2 kind="plot" = 12.5
//   stdout has TEXT | stderr has TEXT | stdout lacks TEXT
//   same as NAME | keep NAME           compare stdout with, or keep it under, a name
#pragma once

#include <string>

namespace scenario {

/// Empty if all held; else what did not, with file and line. `skipped` is set when a need is not there.
std::string run_file(const std::string& path, bool& skipped);

}  // namespace scenario
