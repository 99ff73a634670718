/* SPDX-License-Identifier: MIT */
/* schema.c - `allege schema`: the JSON Schema of the report, a data file of the program. */
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/output.h"
#include "cli/run.h"
#include "model/data.h"
#include <string.h>

int run_schema(const Options *options) {
  Arena arena = {0};
  Data data;
  AllegeError error;
  int code = EXIT_USAGE;
  if (options->operands.count)
    console_error("schema takes no argument '%s'", options->operands.items[0]);
  else if (!data_open(&arena, options->engine.data_dir, "report.schema.json", &data, &error))
    console_error("%s", error.message);
  else {
    Output output;
    bool ok = output_open(&output, NULL) && output_write(&output, data.bytes, data.size);
    code = ok && output_finish(&output) ? EXIT_OK : EXIT_OUTPUT;
    if (code) console_error("cannot write standard output: %s", strerror(output.error));
  }
  arena_free(&arena);
  return code;
}
