/* SPDX-License-Identifier: MIT */
#include "cli/resume.h"
#include "base/text.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static bool begins(const char *line, const char *with) {
  return !strncmp(line, with, strlen(with));
}

/* The path as the report escapes it, which `json` begins with. */
static bool begins_with_path(const char *json, const char *path, Arena *arena) {
  if (!path) return begins(json, "null");
  Str decoded = ndjson_string((Str){json, (uint32_t)strlen(json)}, arena);
  return decoded.len == strlen(path) && !memcmp(decoded.bytes, path, decoded.len);
}

/* The fields of a report have a fixed order, so its first bytes tell whose it is. Files of one name
 * in several folders have one id. */
static bool is_report_of(const char *line, const Article *article, Arena *arena, bool *failed) {
  static const char REPORT[] = "{\"schema\":\"allege/1\",", ERROR[] = "\"status\":\"error\",",
                    ID[] = "\"article\":{\"id\":", PATH[] = ",\"path\":";
  if (!begins(line, REPORT)) return false;
  line += sizeof REPORT - 1;
  *failed = begins(line, ERROR);
  if (*failed) line += sizeof ERROR - 1;
  if (!begins(line, ID)) return false;
  line += sizeof ID - 1;
  const char *id = article->id ? article->id : "null";
  if (!begins(line, id)) return false;
  line += strlen(id);
  return begins(line, PATH) && begins_with_path(line + sizeof PATH - 1, article->path, arena);
}

static bool skip_one(const char *line, Source *source, const FieldNames *fields, Record *record,
                     bool *failed) {
  Arena arena = {0};
  bool same = source_next(source, record);
  if (same) {
    Article article = article_read(record, fields, NULL, &arena);
    same = is_report_of(line, &article, &arena, failed);
  }
  arena_free(&arena);
  return same;
}

Resumed resume_skip(const char *path, Source *source, const FieldNames *fields) {
  Resumed done = {0};
  FILE *file = fopen(path, "rbe");
  if (!file) {
    if (errno != ENOENT) snprintf(done.reason, sizeof done.reason, "%s", strerror(errno));
    return done;
  }
  Record record = {0};
  char *line = NULL;
  size_t capacity = 0, count = 0;
  for (ssize_t len; (len = getline(&line, &capacity, file)) > 0 && line[len - 1] == '\n';) {
    bool failed = false;
    count++;
    if (!skip_one(line, source, fields, &record, &failed)) {
      snprintf(done.reason, sizeof done.reason, "line %zu is not the report of input %zu", count,
               count);
      break;
    }
    done.size += len;
    done.failed += failed;
  }
  bytes_free(&record.bytes);
  free(line);
  fclose(file);
  return done;
}
