/* Options as Docker's command line takes them, and what it says of wrong ones. */
#include <stdlib.h>
#include <string.h>

#include "docker.h"

static const struct command *now;

/* Docker's client hands building on to another program, which says its own name. */
static const char *name_said(void) {
  return strcmp(now->name, "build") ? now->name : "buildx build";
}

static void refuse(const char *form, const char *one, const char *other) __attribute__((noreturn));
static void refuse(const char *form, const char *one, const char *other) {
  fflush(stdout);
  fprintf(stderr, form, one, other);
  fprintf(stderr, "\nSee 'docker %s --help'.\n", name_said());
  exit(125);
}

static const struct option_row *row_of(const char *name, size_t length, char letter) {
  const struct option_row *row;
  for (row = now->options; row && row->name; row++) {
    const char *own = row->name + (*row->name == '!');
    if (letter ? row->letter == letter : strncmp(own, name, length) == 0 && !own[length]) {
      return row;
    }
  }
  return NULL;
}

void refuse_flag(const char *flag, const char *value, const char *why) {
  refuse("invalid argument %s", format("\"%s\" for \"%s\" flag: %s", value, flag, why), "");
}

static void refuse_value(const struct option_row *row, const char *value, const char *why) {
  refuse_flag(row->letter ? format("-%c, --%s", row->letter, row->name) : format("--%s", row->name),
              value, why);
}

static struct json *number_of(const struct option_row *row, const char *value) {
  char *end;
  long long bytes;
  long long number = strtoll(value, &end, 10);
  if (row->kind == 'i') {
    if (end == value || *end) {
      refuse_value(row, value, format("strconv.ParseInt: parsing \"%s\": invalid syntax", value));
    }
    return json_number(number);
  }
  if (row->kind == 'c') {
    double cpus = strtod(value, &end);
    if (end == value || *end) {
      refuse_value(row, value, format("failed to parse %s as a rational number", value));
    }
    return json_number((long long)(cpus * 1e9 + 0.5));
  }
  if (strcmp(row->name, "memory-swap") == 0 && strcmp(value, "-1") == 0) {
    return json_number(-1);
  }
  if (parse_size(value, &bytes) < 0) {
    refuse_value(row, value, format("invalid size: '%s'", value));
  }
  return json_number(bytes);
}

static void take(struct asked *asked, const struct option_row *row, const char *value) {
  struct json *list;
  failure failed;
  char *taken;
  if (*row->name == '!') {
    refuse("this engine does not have the flag yet: --%s", row->name + 1, "");
  }
  switch (row->kind) {
    case 'b':
      if (strcmp(value, "true") && strcmp(value, "false") && strcmp(value, "1") &&
          strcmp(value, "0")) {
        refuse_value(row, value,
                     format("strconv.ParseBool: parsing \"%s\": invalid syntax", value));
      }
      json_set_boolean(asked->values, row->name, *value == 't' || *value == '1');
      break;
    case 'l':
      /* Another program builds, which looks at no label. */
      failed = check_value(strcmp(now->name, "build") ? row->name : "", value, &taken);
      if (failed) {
        refuse_value(row, value, failed);
      }
      list = json_get(asked->values, row->name);
      if (!list) {
        json_set(asked->values, row->name, list = json_array());
      }
      json_push(list, json_string(taken));
      break;
    case 's':
      json_set_string(asked->values, row->name, value);
      break;
    default:
      json_set(asked->values, row->name, number_of(row, value));
  }
}

static void print_help(void) {
  const struct option_row *row;
  printf("\nUsage:  docker %s\n\n%s\n", now->usage, now->says);
  if (now->options && now->options->name) {
    printf("\nOptions:\n");
  }
  for (row = now->options; row && row->name; row++) {
    if (*row->name != '!') {
      char *names = row->letter ? format("  -%c, --%s %s", row->letter, row->name, row->shown)
                                : format("      --%s %s", row->name, row->shown);
      printf("%-34s %s\n", names, row->says);
    }
  }
  exit(0);
}

static int take_long(struct asked *asked, char **arguments, int at) {
  char *text = arguments[at] + 2;
  size_t length = strcspn(text, "=");
  const struct option_row *row = row_of(text, length, 0);
  if (!row && length == 4 && strncmp(text, "help", 4) == 0) {
    print_help();
  }
  if (!row) {
    refuse("unknown flag: --%s", format("%.*s", (int)length, text), "");
  }
  if (text[length] == '=') {
    take(asked, row, text + length + 1);
  } else if (row->kind == 'b') {
    take(asked, row, "true");
  } else if (arguments[at + 1]) {
    take(asked, row, arguments[++at]);
  } else {
    refuse("flag needs an argument: --%s", text, "");
  }
  return at;
}

static int take_short(struct asked *asked, char **arguments, int at) {
  char *text = arguments[at] + 1;
  for (; *text; text++) {
    const struct option_row *row = row_of("", 0, *text);
    if (!row) {
      refuse("unknown shorthand flag: '%s' in %s", format("%c", *text), arguments[at]);
    }
    if (row->kind == 'b' && text[1] != '=') {
      take(asked, row, "true");
      continue;
    }
    if (text[1]) {
      take(asked, row, text + 1 + (text[1] == '='));
    } else if (arguments[at + 1]) {
      take(asked, row, arguments[++at]);
    } else {
      refuse("flag needs an argument: '%s' in %s", format("%c", *text), arguments[at]);
    }
    break;
  }
  return at;
}

static void check_count(const struct asked *asked) {
  const char *quantity;
  int wanted = asked->count < now->least ? now->least : now->most;
  if (asked->count >= now->least && (now->most < 0 || asked->count <= now->most)) {
    return;
  }
  quantity = now->least == now->most     ? "exactly"
             : asked->count < now->least ? "at least"
                                         : "at most";
  fflush(stdout);
  fputs(strcmp(now->name, "build") ? "" : "ERROR: ", stderr);
  if (now->most == 0) {
    fprintf(stderr, "\"docker %s\" accepts no arguments.\n", name_said());
  } else {
    fprintf(stderr, "\"docker %s\" requires %s %d argument%s.\n", name_said(), quantity, wanted,
            wanted == 1 ? "" : "s");
  }
  fprintf(stderr, "See 'docker %s --help'.\n\nUsage:  docker %s\n\n%s\n", name_said(), now->usage,
          strcmp(now->name, "build") ? now->says : "Start a build");
  exit(1);
}

int run_command_of(const struct command *command, int count, char **arguments) {
  struct asked asked = {command->options, json_object(), NULL, 0};
  int at, ended = 0;
  now = command;
  asked.arguments = allocate((size_t)(count + 1) * sizeof *asked.arguments);
  for (at = 1; at < count; at++) {
    char *text = arguments[at];
    if (ended || *text != '-' || !text[1]) {
      ended |= command->stops;
      asked.arguments[asked.count++] = text;
    } else if (strcmp(text, "--") == 0) {
      ended = 1;
    } else if (text[1] == '-') {
      at = take_long(&asked, arguments, at);
    } else {
      at = take_short(&asked, arguments, at);
    }
  }
  asked.arguments[asked.count] = NULL;
  check_count(&asked);
  return command->run(&asked);
}

const char *option_text(const struct asked *asked, const char *name) {
  return json_text(asked->values, name);
}

int option_truth(const struct asked *asked, const char *name) {
  return json_truth(asked->values, name);
}

int option_given(const struct asked *asked, const char *name) {
  return json_get(asked->values, name) != NULL;
}

struct json *option_list(const struct asked *asked, const char *name) {
  struct json *list = json_get(asked->values, name);
  return list ? list : json_array();
}
