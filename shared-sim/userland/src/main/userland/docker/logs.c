/* docker logs, and the flags of run about what becomes of output. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "remote.h"

/* Where a reader is: in a file that may have been turned over meanwhile. */
struct place {
  const char *path;
  FILE *file;
  int skipped; /* lines that it still passes over */
};

static char *time_text(long long seconds, long nanos) {
  time_t whole = (time_t)seconds;
  char text[32];
  strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", gmtime(&whole));
  return format("%s.%09ldZ", text, nanos);
}

/* "1h30m", as a time before now; -1 where it is none. */
static long long seconds_before(const char *text) {
  long long all = 0, number;
  char *end;
  while (*text) {
    number = strtoll(text, &end, 10);
    if (end == text || !*end || !strchr("hms", *end)) {
      return -1;
    }
    all += number * (*end == 'h' ? 3600 : *end == 'm' ? 60 : 1);
    text = end + 1;
  }
  return all;
}

failure log_time(const char *name, const char *text, char **time_found) {
  size_t digits = strspn(text, "0123456789");
  long long before = seconds_before(text);
  char *fraction;
  *time_found = format("%s", "");
  if (!*text) {
    return NULL;
  }
  if (before >= 0) {
    *time_found = time_text((long long)time(NULL) - before, 0);
  } else if (!text[digits] || text[digits] == '.') {
    fraction = text[digits] ? format("%s000000000", text + digits + 1) : format("0");
    *time_found = time_text(atoll(text), atol(format("%.9s", fraction)));
  } else if (strlen(text) >= 10 && text[4] == '-' && text[7] == '-') {
    char *rest = strlen(text) > 19 ? format("%s000000000", text + 20) : format("000000000");
    *time_found = strlen(text) < 19
                      ? format("%.10sT00:00:00.000000000Z", text)
                      : format("%.19s.%.9sZ", text, text[19] == '.' ? rest : "000000000");
  } else {
    return format("invalid value for \"%s\": failed to parse value as time or duration: \"%s\"",
                  name, text);
  }
  return NULL;
}

static void tell(const char *line, const struct log_wanted *wanted, log_reader *reader) {
  struct json *entry = json_parse(line);
  const char *stream = entry ? json_text(entry, "stream") : "", *when, *text;
  char *whole, *at;
  if (!entry || !(wanted->streams & (strcmp(stream, "stderr") ? 1 : 2))) {
    return;
  }
  when = json_text(entry, "time");
  if ((*wanted->since && strcmp(when, wanted->since) < 0) ||
      (*wanted->until && strcmp(when, wanted->until) > 0)) {
    return;
  }
  whole = format("%s%s%s", wanted->times ? when : "", wanted->times ? " " : "",
                 json_text(entry, "log"));
  for (text = at = whole; *text; text++) {
    int nul = (unsigned char)text[0] == 0xc0 && (unsigned char)text[1] == 0x80;
    *at++ = (char)(nul ? 0 : *text);
    text += nul;
  }
  reader(stream, whole, (size_t)(at - whole));
  free(whole);
}

/* All whole lines that are there. */
static void read_rest(struct place *place, const struct log_wanted *wanted, log_reader *reader) {
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, place->file)) > 0) {
    if (line[length - 1] != '\n') {
      fseek(place->file, -length, SEEK_CUR);
      break;
    }
    if (place->skipped > 0) {
      place->skipped--;
    } else if (reader) {
      tell(line, wanted, reader);
    }
    if (!reader) {
      place->skipped--; /* counted, as a number below zero */
    }
  }
  free(line);
  clearerr(place->file);
}

static int oldest(const char *path) {
  int number = 0;
  while (access(log_part(path, number + 1), F_OK) == 0) {
    number++;
  }
  return number;
}

/* The number that the open file has by now; one more than the oldest where it is gone. */
static int number_of(const struct place *place) {
  struct stat own, other;
  int number, last = oldest(place->path);
  fstat(fileno(place->file), &own);
  for (number = 0; number <= last; number++) {
    if (stat(log_part(place->path, number), &other) == 0 && other.st_ino == own.st_ino) {
      return number;
    }
  }
  return last + 1;
}

static int open_part(struct place *place, int number) {
  if (place->file) {
    fclose(place->file);
  }
  place->file = fopen(log_part(place->path, number), "re");
  return place->file != NULL;
}

static int lines_of(const char *path) {
  struct place place = {path, NULL, 0};
  int number;
  for (number = oldest(path); number >= 0; number--) {
    if (open_part(&place, number)) {
      read_rest(&place, NULL, NULL);
    }
  }
  if (place.file) {
    fclose(place.file);
  }
  return -place.skipped;
}

/* To the newest line, through all files on the way. */
static void catch_up(struct place *place, const struct log_wanted *wanted, log_reader *reader) {
  struct stat about;
  for (;;) {
    int number;
    if (fstat(fileno(place->file), &about) == 0 && about.st_size < ftell(place->file)) {
      rewind(place->file);
    }
    read_rest(place, wanted, reader);
    number = number_of(place);
    if (number == 0 || !open_part(place, number - 1)) {
      return;
    }
  }
}

failure read_log(struct json *container, const struct log_wanted *wanted, log_reader *reader) {
  struct place place = {json_text(container, "LogPath"), NULL, 0};
  struct timespec pause = {0, 100000000};
  failure failed;
  if (!strcmp(json_text(container, "HostConfig.LogConfig.Type"), "none")) {
    return format("configured logging driver does not support reading");
  }
  if (wanted->last >= 0) {
    int all = lines_of(place.path);
    place.skipped = all > wanted->last ? (int)(all - wanted->last) : 0;
  }
  for (;;) {
    int goes_on = wanted->follows && container && is_running(container);
    if (place.file || open_part(&place, oldest(place.path))) {
      catch_up(&place, wanted, reader);
    }
    if (!goes_on) {
      break;
    }
    nanosleep(&pause, NULL);
    container = find_container(json_text(container, "Id"), &failed);
  }
  if (place.file) {
    fclose(place.file);
  }
  return NULL;
}

static void print(const char *stream, const char *text, size_t length) {
  FILE *out = strcmp(stream, "stderr") ? stdout : stderr;
  fwrite(text, 1, length, out);
  fflush(out);
}

int logs_command(struct asked *asked) {
  struct log_wanted wanted = {
      "", "", -1, option_truth(asked, "follow"), option_truth(asked, "timestamps"), 3};
  const char *last = option_text(asked, "tail");
  char *since, *until;
  failure failed = log_time("since", option_text(asked, "since"), &since);
  struct json *container;
  if (!failed) {
    failed = log_time("until", option_text(asked, "until"), &until);
  }
  if (failed) {
    fprintf(stderr, "%s\n", failed);
    return 1;
  }
  wanted.since = since;
  wanted.until = until;
  wanted.last = *last && strspn(last, "0123456789") == strlen(last) ? atol(last) : -1;
  container = find_container(asked->arguments[0], &failed);
  if (container && elsewhere) {
    failed = read_log_elsewhere(container, &wanted);
  } else if (container) {
    failed = read_log(container, &wanted, print);
  }
  if (failed) {
    say_failure("%s", failed);
  }
  return failed != NULL;
}

/* --log-driver and --log-opt; what they say is read when the container starts. */
failure check_logging(const struct json *container) {
  const char *driver = json_text(container, "HostConfig.LogConfig.Type");
  const struct json *all = json_get(container, "HostConfig.LogConfig.Config");
  int i;
  if (strcmp(driver, "json-file") && strcmp(driver, "none")) {
    return format("logger: no log driver named '%s' is registered", driver);
  }
  for (i = 0; all && !strcmp(driver, "json-file") && i < all->count; i++) {
    if (strcmp(all->names[i], "max-size") && strcmp(all->names[i], "max-file")) {
      return format("unknown log opt '%s' for json-file log driver", all->names[i]);
    }
  }
  return NULL;
}

void take_logging(struct json *container, const struct asked *asked) {
  const struct json *words = option_list(asked, "log-opt");
  struct json *all = json_get(container, "HostConfig.LogConfig.Config");
  int i;
  if (option_given(asked, "log-driver")) {
    json_set_string(container, "HostConfig.LogConfig.Type", option_text(asked, "log-driver"));
  }
  if (words->count && !strcmp(option_text(asked, "log-driver"), "none")) {
    refuse_run("invalid logging opts for driver none", 1);
  }
  for (i = 0; i < words->count; i++) {
    const char *sign = strchr(words->values[i]->text, '=');
    json_set_string(
        all, format("%.*s", (int)strcspn(words->values[i]->text, "="), words->values[i]->text),
        sign ? sign + 1 : "");
  }
}
