/* Tries one way after the other, for programs with back references: what those match depends on the
   way. All ways are tried, since the longest match is asked for. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/regex.h"

struct search {
  const struct __regex *regex;
  const struct subject *subject;
  int slot_count;
  int *slots;
  const char **rounds; /* where each loop's round began */
  int *best;
  int found;
};

static void keep_best(struct search *search, const char *at) {
  int end = (int)(at - search->subject->begin);
  search->slots[1] = end;
  if (!search->found || end > search->best[1] ||
      (end == search->best[1] &&
       __regex_better(search->slots, search->best, search->slot_count))) {
    memcpy(search->best, search->slots, (size_t)search->slot_count * sizeof *search->best);
  }
  search->found = 1;
}

/* How long what the group matched is, if it stands here again; otherwise -1. */
static int match_again(const struct search *search, int group, const char *at) {
  int from = search->slots[2 * group];
  int length = search->slots[2 * group + 1] - from;
  int i;
  if (from < 0 || search->slots[2 * group + 1] < 0 || length > search->subject->end - at) {
    return -1;
  }
  for (i = 0; i < length; i++) {
    int left = (unsigned char)search->subject->begin[from + i];
    int right = (unsigned char)at[i];
    int equal = search->regex->flags & REG_ICASE ? tolower(left) == tolower(right) : left == right;
    if (!equal) {
      return -1;
    }
  }
  return length;
}

static void try_from(struct search *search, int place, const char *at);

static void try_save(struct search *search, int place, const char *at) {
  int *slot = &search->slots[search->regex->code[place].x];
  int saved = *slot;
  *slot = (int)(at - search->subject->begin);
  try_from(search, place + 1, at);
  *slot = saved;
}

static void try_round(struct search *search, int place, const char *at) {
  const char **round = &search->rounds[search->regex->code[place].x];
  const char *saved = *round;
  *round = at;
  try_from(search, place + 1, at);
  *round = saved;
}

static void try_from(struct search *search, int place, const char *at) {
  for (;;) {
    const struct instruction *instruction = &search->regex->code[place];
    int length;
    switch (instruction->operation) {
      case MATCH:
        keep_best(search, at);
        return;
      case JUMP:
        place += instruction->x;
        continue;
      case SPLIT:
        try_from(search, place + instruction->x, at);
        place += instruction->y;
        continue;
      case SAVE:
        try_save(search, place, at);
        return;
      case ROUND_BEGIN:
        try_round(search, place, at);
        return;
      case ROUND_END:
        /* A round that took nothing ends the loop; what follows it is two places on. */
        if (search->rounds[instruction->x] == at) {
          place += 2;
          continue;
        }
        break;
      case BACK_REFERENCE:
        length = match_again(search, instruction->x, at);
        if (length < 0) {
          return;
        }
        at += length;
        break;
      case CHARACTER:
      case ANY:
      case SET:
        if (at == search->subject->end ||
            !__regex_takes(search->regex, instruction, (unsigned char)*at)) {
          return;
        }
        at++;
        break;
      default:
        if (!__regex_at_edge(search->regex, instruction->operation, search->subject, at)) {
          return;
        }
        break;
    }
    place++;
  }
}

int __regex_backtrack(const struct __regex *regex, const struct subject *subject, const char *at,
                      int *slots) {
  struct search search;
  search.regex = regex;
  search.subject = subject;
  search.slot_count = SLOTS(regex);
  search.best = slots;
  search.found = 0;
  search.slots = malloc((size_t)search.slot_count * sizeof *search.slots);
  search.rounds = calloc((size_t)regex->loop_count + 1, sizeof *search.rounds);
  if (search.slots && search.rounds) {
    memset(search.slots, -1, (size_t)search.slot_count * sizeof *search.slots);
    search.slots[0] = (int)(at - subject->begin);
    try_from(&search, 0, at);
  } else {
    search.found = -1;
  }
  free(search.slots);
  free((void *)search.rounds);
  return search.found;
}
