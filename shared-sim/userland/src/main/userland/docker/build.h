/* What the parts of docker build have in common. */
#ifndef BUILD_H
#define BUILD_H

#include "dockerfile.h"

/* What a FROM begins: a stage of the Dockerfile. */
struct part {
  char *name;           /* in small letters; NULL where AS gives none */
  char *base;           /* what stands behind FROM, with variables filled in */
  int base_part;        /* of the stage that it begins from; -1 for an image */
  int from, first, end; /* its FROM among the instructions, and those that follow */
  int needed, done;
  int steps, step; /* how many make a layer, and how many are through */
  int own_command; /* CMD has been said in it */
  struct json *config;
  struct json *arguments; /* "NAME=value" of its ARGs */
  struct json *shell;
};

struct build {
  char *context; /* a folder; NULL where the Dockerfile came alone */
  struct dockerfile file;
  struct json *given;    /* --build-arg, as "NAME=value" */
  struct json *consumed; /* names of those that an ARG asked for */
  struct json *head;     /* ARGs before the first FROM */
  struct json *ignored;
  const char *target, *network;
  struct part *parts;
  int count, goal;
  int no_cache;
  int awaits_context; /* something of it is copied, and nothing has been yet */
};

/* check.c */
failure check_instructions(struct build *build);
const char *nearest(const char *word, const char *const *known); /* NULL where none is near */
failure not_right(struct build *build, const struct instruction *one, failure failed);

/* parts.c */
failure make_parts(struct build *build);
failure begin_part(struct build *build, struct part *part);
struct variables variables_of(const struct build *build, const struct part *part);
const char *flag_of(const struct instruction *one, const char *name);    /* NULL for none */
int part_named(const struct build *build, const char *name, int before); /* -1 for none */
char *canonical_name(const char *name); /* "docker.io/library/busybox:latest" */
failure not_fetched(const char *name);

/* steps.c */
failure take_step(struct build *build, struct part *part, const struct instruction *one, int real);
void announce(const struct build *build, struct part *part, const struct instruction *one);

/* setup.c: what only changes the configuration */
failure set_up(struct build *build, struct part *part, const struct instruction *one);
void note_history(struct part *part, const char *made, const char *created, int empty);
void set_variable(struct json *list, const char *name, const char *value);

/* place.c: COPY and ADD */
/* extract.c */
int is_archive(const char *path); /* a tar, or one that gzip has packed */
failure extract(const char *path, const char *folder);

failure copy_step(struct build *build, struct part *part, const struct instruction *one);

/* cached.c */
char *cache_key(const struct part *part, const struct json *what);
int take_cached(const struct build *build, struct part *part, const char *key, char **created);
void keep_cached(const struct part *part, const char *key, const char *created);
int is_cached(const char *chain);
int was_taken(const struct part *part);

/* build.c */
void load_context(struct build *build);

/* progress.c: what has been done, for who watches */
void begin_progress(int quiet);
void begin_step(const char *form, ...) __attribute__((format(printf, 1, 2)));
void step_says(const char *form, ...) __attribute__((format(printf, 1, 2)));
void step_prints(const char *line); /* of a program that runs in it */
void end_step(void);
void step_is_cached(void);
failure step_failed(failure failed);
void warn_of(const char *text);
char *took(void); /* " 0.3s" since it began, "" for hardly anything */
void say_warnings(void);

/* An object of a part's configuration, which is made where there is none. */
struct json *object_at(struct part *part, const char *path);

#endif
