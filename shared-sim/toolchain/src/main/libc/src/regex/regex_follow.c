/* Follows all ways through a program at once, one character after the other (Thompson). Of two ways
   that meet, the one with the better slots goes on. */
#include <stdlib.h>
#include <string.h>

#include "../internal/regex.h"

/* The places the ways have reached, each with its slots. */
struct front {
  int *places;
  int count;
  unsigned char *reached; /* by place */
  int *slots;             /* by place */
};

struct run {
  const struct __regex *regex;
  const struct subject *subject;
  int slot_count;
};

static int *slots_of(const struct run *run, const struct front *front, int place) {
  return front->slots + place * run->slot_count;
}

static int allocate(const struct run *run, struct front *front) {
  size_t length = (size_t)run->regex->length;
  front->count = 0;
  front->places = malloc(length * sizeof *front->places);
  front->reached = calloc(length, 1);
  front->slots = malloc(length * (size_t)run->slot_count * sizeof *front->slots);
  return front->places && front->reached && front->slots ? 0 : -1;
}

static void release(struct front *front) {
  free(front->places);
  free(front->reached);
  free(front->slots);
}

static void clear(const struct run *run, struct front *front) {
  memset(front->reached, 0, (size_t)run->regex->length);
  front->count = 0;
}

/* Reaches a place and, without a character, all behind it. slots come back as they were. */
static void reach(const struct run *run, struct front *front, int place, const char *at,
                  int *slots) {
  const struct instruction *instruction = &run->regex->code[place];
  int saved;
  if (front->reached[place]) {
    if (!__regex_better(slots, slots_of(run, front, place), run->slot_count)) {
      return;
    }
  } else {
    front->reached[place] = 1;
    front->places[front->count++] = place;
  }
  memcpy(slots_of(run, front, place), slots, (size_t)run->slot_count * sizeof *slots);
  switch (instruction->operation) {
    case JUMP:
      reach(run, front, place + instruction->x, at, slots);
      break;
    case SPLIT:
      reach(run, front, place + instruction->x, at, slots);
      reach(run, front, place + instruction->y, at, slots);
      break;
    case SAVE:
      saved = slots[instruction->x];
      slots[instruction->x] = (int)(at - run->subject->begin);
      reach(run, front, place + 1, at, slots);
      slots[instruction->x] = saved;
      break;
    case ROUND_BEGIN:
    case ROUND_END:
      reach(run, front, place + 1, at, slots);
      break;
    case LINE_BEGIN:
    case LINE_END:
    case WORD_BEGIN:
    case WORD_END:
    case WORD_EDGE:
    case WORD_INSIDE:
      if (__regex_at_edge(run->regex, instruction->operation, run->subject, at)) {
        reach(run, front, place + 1, at, slots);
      }
      break;
    default:
      break;
  }
}

/* Takes a character with every way; returns whether one of them had matched before it. */
static int step(const struct run *run, const struct front *now, struct front *next,
                const char *at, int *slots) {
  int matched = 0;
  int i;
  for (i = 0; i < now->count; i++) {
    int place = now->places[i];
    const struct instruction *instruction = &run->regex->code[place];
    if (instruction->operation == MATCH) {
      memcpy(slots, slots_of(run, now, place), (size_t)run->slot_count * sizeof *slots);
      slots[1] = (int)(at - run->subject->begin);
      matched = 1;
    } else if (at < run->subject->end &&
               (instruction->operation == CHARACTER || instruction->operation == ANY ||
                instruction->operation == SET) &&
               __regex_takes(run->regex, instruction, (unsigned char)*at)) {
      reach(run, next, place + 1, at + 1, slots_of(run, now, place));
    }
  }
  return matched;
}

int __regex_follow(const struct __regex *regex, const struct subject *subject, const char *at,
                   int *slots) {
  struct run run;
  struct front fronts[2];
  struct front *now = &fronts[0];
  struct front *next = &fronts[1];
  int found = -1;
  run.regex = regex;
  run.subject = subject;
  run.slot_count = SLOTS(regex);
  memset(fronts, 0, sizeof fronts);
  if (allocate(&run, now) == 0 && allocate(&run, next) == 0) {
    memset(slots, -1, (size_t)run.slot_count * sizeof *slots);
    slots[0] = (int)(at - subject->begin);
    reach(&run, now, 0, at, slots);
    for (found = 0; now->count > 0; at++) {
      struct front *other = now;
      found |= step(&run, now, next, at, slots);
      now = next;
      next = other;
      clear(&run, next);
    }
  }
  release(&fronts[0]);
  release(&fronts[1]);
  return found;
}
