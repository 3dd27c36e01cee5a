#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/regex.h"

static int is_word(const struct subject *subject, const char *at) {
  if (at < subject->begin || at >= subject->end) {
    return 0;
  }
  return isalnum((unsigned char)*at) || *at == '_';
}

int __regex_at_edge(const struct __regex *regex, enum operation operation,
                    const struct subject *subject, const char *at) {
  int before = is_word(subject, at - 1);
  int behind = is_word(subject, at);
  int lines = regex->flags & REG_NEWLINE;
  switch (operation) {
    case LINE_BEGIN:
      return at == subject->begin ? !(subject->flags & REG_NOTBOL) : lines && at[-1] == '\n';
    case LINE_END:
      return at == subject->end ? !(subject->flags & REG_NOTEOL) : lines && *at == '\n';
    case WORD_BEGIN:
      return !before && behind;
    case WORD_END:
      return before && !behind;
    case WORD_EDGE:
      return before != behind;
    default:
      return before == behind;
  }
}

int __regex_takes(const struct __regex *regex, const struct instruction *instruction, int c) {
  switch (instruction->operation) {
    case CHARACTER:
      if (regex->flags & REG_ICASE) {
        return tolower(c) == tolower(instruction->x);
      }
      return c == instruction->x;
    case ANY:
      return c != '\n' || !(regex->flags & REG_NEWLINE);
    default:
      return regex->sets[instruction->x].members[c / 8] >> c % 8 & 1;
  }
}

/* Slot by slot: a group that begins earlier, and one that ends later. */
int __regex_better(const int *slots, const int *than, int count) {
  int i;
  for (i = 2; i < count; i++) {
    if (slots[i] != than[i]) {
      if (slots[i] < 0 || than[i] < 0) {
        return than[i] < 0;
      }
      return i % 2 ? slots[i] > than[i] : slots[i] < than[i];
    }
  }
  return 0;
}

static void report(const int *slots, int slot_count, size_t count, regmatch_t *matches) {
  size_t i;
  for (i = 0; i < count; i++) {
    int known = 2 * i + 1 < (size_t)slot_count && slots[2 * i] >= 0 && slots[2 * i + 1] >= 0;
    matches[i].rm_so = known ? slots[2 * i] : -1;
    matches[i].rm_eo = known ? slots[2 * i + 1] : -1;
  }
}

int regexec(const regex_t *restrict regex, const char *restrict string, size_t count,
            regmatch_t matches[], int flags) {
  const struct __regex *program = regex->__program;
  int slot_count = SLOTS(program);
  int *slots = malloc((size_t)slot_count * sizeof *slots);
  struct subject subject;
  const char *at;
  int found = 0;
  if (!slots) {
    return REG_ESPACE;
  }
  subject.begin = string;
  subject.flags = flags;
  at = string;
  if (flags & REG_STARTEND) {
    at = string + matches[0].rm_so;
    subject.end = string + matches[0].rm_eo;
  } else {
    subject.end = string + strlen(string);
  }
  for (; !found && at <= subject.end; at++) {
    found = program->has_references ? __regex_backtrack(program, &subject, at, slots)
                                    : __regex_follow(program, &subject, at, slots);
  }
  if (found > 0 && !(program->flags & REG_NOSUB)) {
    report(slots, slot_count, count, matches);
  }
  free(slots);
  return found > 0 ? 0 : found < 0 ? REG_ESPACE : REG_NOMATCH;
}
