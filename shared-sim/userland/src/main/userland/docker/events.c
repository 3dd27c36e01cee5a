/* docker events: what has happened to containers, images, networks and volumes. */
#include "events.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "log.h"
#include "template.h"

#define EVENTS RUN_ROOT "/events"
#define REMEMBERED 256         /* events, as many as Docker's engine remembers */
#define MOST_BYTES (512 << 10) /* of the file, which is cut to what is remembered then */

static const char *const filters[] = {"container", "daemon", "event", "image",  "label", "network",
                                      "plugin",    "scope",  "type",  "volume", NULL};

static int by_name(const void *one, const void *other) {
  return strcmp(*(char *const *)one, *(char *const *)other);
}

/* Members in the order of their names, as everything that is shown of them is. */
static struct json *sorted(const struct json *members) {
  struct json *all = json_object();
  char **names = allocate(sizeof *names * (size_t)(members->count + 1));
  int i;
  for (i = 0; i < members->count; i++) {
    names[i] = members->names[i];
  }
  qsort(names, (size_t)members->count, sizeof *names, by_name);
  for (i = 0; i < members->count; i++) {
    json_put(all, names[i], json_member(members, names[i]));
  }
  return all;
}

static int lines_in(const char *text) {
  int count = 0;
  for (; *text; text++) {
    count += *text == '\n';
  }
  return count;
}

/* From the first event on that is remembered. */
static const char *remembered(const char *text) {
  int skipped;
  for (skipped = lines_in(text) - REMEMBERED; skipped > 0; skipped--) {
    text = strchr(text, '\n') + 1;
  }
  return text;
}

/* The file, which nobody else writes to meanwhile; -1 where there is none. */
static int open_alone(void) {
  struct stat own, now;
  for (;;) {
    int file = open(EVENTS, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || flock(file, LOCK_EX) < 0) {
      return -1;
    }
    if (fstat(file, &own) == 0 && stat(EVENTS, &now) == 0 && own.st_ino == now.st_ino) {
      return file;
    }
    close(file); /* it has been turned over */
  }
}

/* Another file takes its place, with what is remembered. */
static void turn_over(void) {
  char *text = read_file(EVENTS);
  if (text && write_file(EVENTS ".new", remembered(text), 0600) == 0) {
    rename(EVENTS ".new", EVENTS);
  }
}

static void append(int file, const struct json *event) {
  char *line = format("%s\n", json_line(event));
  struct stat about;
  write(file, line, strlen(line));
  if (fstat(file, &about) == 0 && about.st_size > MOST_BYTES) {
    turn_over();
  }
}

void tell_event(const char *type, const char *action, const char *id,
                const struct json *attributes) {
  struct json *event = json_object();
  struct timespec now;
  int file, is_container = !strcmp(type, "container");
  if (is_container || !strcmp(type, "image")) {
    json_set_string(event, "status", action);
    json_set_string(event, "id", id);
  }
  if (is_container && json_member(attributes, "image")) {
    json_set(event, "from", json_member(attributes, "image"));
  }
  json_set_string(event, "Type", type);
  json_set_string(event, "Action", action);
  json_set(event, "Actor", json_object());
  json_set_string(event, "Actor.ID", id);
  json_set(event, "Actor.Attributes", sorted(attributes));
  json_set_string(event, "scope", "local");
  make_folders(RUN_ROOT);
  file = open_alone();
  if (file < 0) {
    return;
  }
  clock_gettime(CLOCK_REALTIME, &now);
  json_set_number(event, "time", now.tv_sec);
  json_set_number(event, "timeNano", now.tv_sec * 1000000000LL + now.tv_nsec);
  append(file, event);
  close(file);
}

void tell_of_container(const struct json *container, const char *action, struct json *more) {
  const struct json *labels = json_get(container, "Config.Labels");
  struct json *attributes = more ? more : json_object();
  int i;
  for (i = 0; labels && i < labels->count; i++) {
    json_put(attributes, labels->names[i], labels->values[i]);
  }
  json_put(attributes, "image", json_get(container, "Config.Image"));
  json_put(attributes, "name", json_string(container_name(container)));
  tell_event("container", action, json_text(container, "Id"), attributes);
}

void tell_of_network(const struct json *network, const char *action, const struct json *container) {
  struct json *attributes = json_object();
  if (container) {
    json_put(attributes, "container", json_get(container, "Id"));
  }
  json_put(attributes, "name", json_get(network, "Name"));
  json_put(attributes, "type", json_get(network, "Driver"));
  tell_event("network", action, json_text(network, "Id"), attributes);
}

void tell_of_image(const char *id, const char *name, const char *action) {
  struct json *attributes = json_object();
  struct image image;
  int i;
  if (find_image(id, &image) == 0) {
    const struct json *labels = json_get(image.config, "config.Labels");
    for (i = 0; labels && i < labels->count; i++) {
      json_put(attributes, labels->names[i], labels->values[i]);
    }
  }
  json_put(attributes, "name", json_string(name));
  tell_event("image", action, starts_with(id, "sha256:") ? id : format("sha256:%s", id),
             attributes);
}

void tell_of_volume(const char *name, const char *action) {
  struct json *attributes = json_object();
  json_put(attributes, "driver", json_string("local"));
  tell_event("volume", action, name, attributes);
}

void tell_of_prune(const char *type, long long freed) {
  struct json *attributes = json_object();
  json_put(attributes, "reclaimed", json_string(format("%lld", freed)));
  tell_event(type, "prune", "", attributes);
}

void tell_of_volumes(const struct json *container, const char *action) {
  const struct json *all = json_get(container, "Mounts");
  int i, mounts = !strcmp(action, "mount");
  for (i = 0; all && i < all->count; i++) {
    const struct json *one = all->values[i];
    struct json *attributes = json_object();
    if (strcmp(json_text(one, "Type"), "volume")) {
      continue;
    }
    json_put(attributes, "container", json_get(container, "Id"));
    json_put(attributes, "driver", json_string("local"));
    if (mounts) {
      json_put(attributes, "destination", json_get(one, "Destination"));
      json_put(attributes, "propagation", json_get(one, "Propagation"));
      json_put(attributes, "read/write", json_string(json_truth(one, "RW") ? "true" : "false"));
    }
    tell_event("volume", action, json_text(one, "Name"), attributes);
  }
}

/* What is asked for: a time of the form that time_now() has, or nothing. */
struct wanted {
  const char *since, *until, *form;
  const struct json *filters;
};

static const char *without_tag(const char *name) {
  struct reference reference;
  return read_reference(name, &reference) ? name : reference.name;
}

/* By the beginning of an id or of a name, whatever it is that has them. */
static int is_about(const struct json *event, const char *value) {
  return starts_with(json_text(event, "Actor.ID"), value) ||
         starts_with(json_text(event, "Actor.Attributes.name"), value);
}

static int matches_one(const struct json *event, const char *name, const char *value) {
  const char *action = json_text(event, "Action"), *type = json_text(event, "Type");
  if (!strcmp(name, "event")) {
    size_t length = strcspn(action, ":");
    return !strcmp(action, value) ||
           (action[length] && strlen(value) == length && !strncmp(action, value, length));
  }
  if (!strcmp(name, "type")) {
    return !strcmp(type, value);
  }
  if (!strcmp(name, "scope")) {
    return !strcmp(json_text(event, "scope"), value);
  }
  if (!strcmp(name, "label")) {
    return has_label(json_get(event, "Actor.Attributes"), value);
  }
  if (!strcmp(name, "image")) {
    const char *image = !strcmp(type, "image") ? json_text(event, "Actor.Attributes.name")
                                               : json_text(event, "Actor.Attributes.image");
    return !strcmp(json_text(event, "Actor.ID"), value) || !strcmp(image, value) ||
           (*image && !strcmp(without_tag(image), value));
  }
  return is_about(event, value);
}

/* Of each kind one is enough, but of labels, which all count. */
static int matches(const struct json *event, const struct json *all) {
  int i, j;
  for (i = 0; i < all->count; i++) {
    const char *text = all->values[i]->text;
    size_t length = strcspn(text, "=");
    char *name = format("%.*s", (int)length, text);
    int any = matches_one(event, name, text + length + 1);
    for (j = 0; !any && strcmp(name, "label") && j < all->count; j++) {
      const char *other = all->values[j]->text;
      any = !strncmp(other, text, length + 1) && matches_one(event, name, other + length + 1);
    }
    if (!any) {
      return 0;
    }
  }
  return 1;
}

static char *moment_of(const struct json *event) {
  long long nanos = json_integer(event, "timeNano");
  time_t seconds = (time_t)(nanos / 1000000000);
  char text[32];
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", gmtime(&seconds));
  return format("%s.%09dZ", text, (int)(nanos % 1000000000));
}

static void print_plain(const struct json *event) {
  const struct json *attributes = json_get(event, "Actor.Attributes");
  int i;
  printf("%s %s %s %s", moment_of(event), json_text(event, "Type"), json_text(event, "Action"),
         json_text(event, "Actor.ID"));
  for (i = 0; i < attributes->count; i++) {
    printf("%s%s=%s", i ? ", " : " (", attributes->names[i], attributes->values[i]->text);
  }
  puts(attributes->count ? ")" : "");
}

/* As templates know it. */
static struct json *as_row(const struct json *event) {
  static const char *const names[][2] = {
      {"Status", "status"}, {"ID", "id"},         {"From", "from"},
      {"Type", "Type"},     {"Action", "Action"}, {"Actor", "Actor"},
      {"Scope", "scope"},   {"Time", "time"},     {"TimeNano", "timeNano"}};
  struct json *row = json_object();
  unsigned i;
  for (i = 0; i < sizeof names / sizeof *names; i++) {
    struct json *value = json_member(event, names[i][1]);
    json_put(row, names[i][0], value ? value : json_string(""));
  }
  return row;
}

static failure print(const struct json *event, const char *form) {
  failure failed = NULL;
  char *filled;
  if (!*form) {
    print_plain(event);
  } else if (!strcmp(form, "json") || !strcmp(form, "{{json .}}")) {
    puts(json_line(event));
  } else {
    failed = fill_template(form, as_row(event), "can't evaluate field %s in type *events.Message",
                           &filled);
    if (!failed) {
      puts(filled);
    }
  }
  fflush(stdout);
  return failed;
}

/* A reader's place in the file, which may be another one by now. */
struct reading {
  FILE *file;
  ino_t number;
  long long newest; /* nanoseconds of the newest event that was read */
};

static void find_file(struct reading *reading) {
  struct stat about;
  if (reading->file && (stat(EVENTS, &about) < 0 || about.st_ino == reading->number)) {
    return;
  }
  if (reading->file) {
    fclose(reading->file);
  }
  reading->file = fopen(EVENTS, "re");
  if (reading->file) {
    fstat(fileno(reading->file), &about);
    reading->number = about.st_ino;
  }
}

/* All whole lines that are there. */
static failure read_rest(struct reading *reading, const struct wanted *wanted) {
  failure failed = NULL;
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while (!failed && reading->file && (length = getline(&line, &room, reading->file)) > 0) {
    struct json *event;
    char *when;
    if (line[length - 1] != '\n') {
      fseek(reading->file, -length, SEEK_CUR);
      break;
    }
    event = json_parse(line);
    if (!event || !json_get(event, "Actor.Attributes") ||
        json_integer(event, "timeNano") <= reading->newest) {
      continue;
    }
    reading->newest = json_integer(event, "timeNano");
    when = moment_of(event);
    if (strcmp(when, wanted->since) >= 0 && (!*wanted->until || strcmp(when, wanted->until) <= 0) &&
        matches(event, wanted->filters)) {
      failed = print(event, wanted->form);
    }
  }
  free(line);
  if (reading->file) {
    clearerr(reading->file);
  }
  return failed;
}

/* The time up to which nothing is remembered. */
static long long forgotten(void) {
  char *text = read_file(EVENTS);
  const char *first = text ? remembered(text) : "";
  struct json *event = json_parse(format("%.*s", (int)strcspn(first, "\n"), first));
  return event ? json_integer(event, "timeNano") - 1 : 0;
}

static failure follow(const struct wanted *wanted) {
  struct timespec pause = {0, 250000000};
  struct reading reading = {NULL, 0, 0};
  failure failed;
  reading.newest = forgotten();
  for (;;) {
    int is_over = *wanted->until && strcmp(time_now(), wanted->until) >= 0;
    find_file(&reading);
    failed = read_rest(&reading, wanted);
    if (failed || is_over) {
      return failed;
    }
    nanosleep(&pause, NULL);
  }
}

static failure check_filters(const struct json *all) {
  int i, j;
  for (i = 0; i < all->count; i++) {
    const char *text = all->values[i]->text;
    char *name = format("%.*s", (int)strcspn(text, "="), text);
    for (j = 0; filters[j] && strcmp(filters[j], name); j++) {
    }
    if (!strchr(text, '=')) {
      refuse_flag("-f, --filter", text, "bad format of filter (expected name=value)");
    }
    if (!filters[j]) {
      return format("invalid filter '%s'", name);
    }
  }
  return NULL;
}

/* A time as the client sends it: numbers as they are typed, others in seconds. */
static char *sent_time(const char *typed, const char *time) {
  const char *dot = strchr(time, '.');
  if (strspn(typed, "0123456789.") == strlen(typed)) {
    return format("%s", typed);
  }
  return strchr(typed, '-') ? format("%lld.%.9s", seconds_of(time), dot ? dot + 1 : "000000000")
                            : format("%lld", seconds_of(time));
}

static failure check_order(const struct asked *asked, const char *since, const char *until) {
  return *since && *until && strcmp(until, since) < 0
             ? format("`since` time (%s) cannot be after `until` time (%s)",
                      sent_time(option_text(asked, "since"), since),
                      sent_time(option_text(asked, "until"), until))
             : NULL;
}

int events_command(struct asked *asked) {
  struct wanted wanted = {"", "", option_text(asked, "format"), option_list(asked, "filter")};
  char *since = NULL, *until = NULL;
  failure failed = check_filters(wanted.filters);
  failed = failed ? failed : log_time("since", option_text(asked, "since"), &since);
  failed = failed ? failed : log_time("until", option_text(asked, "until"), &until);
  failed = failed ? failed : check_order(asked, since, until);
  if (failed) {
    const char *reason = strstr(failed, "failed to parse");
    say_failure("%s", reason ? reason : failed);
    return 1;
  }
  wanted.since = *since || *until ? since : time_now();
  wanted.until = until;
  failed = *wanted.form ? check_template(wanted.form) : NULL;
  failed = failed ? failed : follow(&wanted);
  if (failed) {
    fflush(stdout);
    fprintf(stderr, "%s\n", failed);
  }
  return failed != NULL;
}
