/* docker compose config: what the files say, in one form. */
#include <string.h>

#include "compose.h"

/* A "$" doubled, as a file has to write it. */
static void escape(struct json *value) {
  int i;
  if (value->kind == STRING && strchr(value->text, '$')) {
    value->text = replaced(value->text, "$", "$$");
  }
  for (i = 0; (value->kind == ARRAY || value->kind == OBJECT) && i < value->count; i++) {
    escape(value->values[i]);
  }
}

static void print_names(const struct json *names, int are_members) {
  int i;
  for (i = 0; names && i < names->count; i++) {
    puts(are_members ? names->names[i] : names->values[i]->text);
  }
}

static struct json *only_active(const struct project *project) {
  struct json *all = json_object();
  int i;
  for (i = 0; i < project->active->count; i++) {
    const char *name = project->active->values[i]->text;
    json_put(all, name, service_of(project, name));
  }
  return sorted(all);
}

static int print_hashes(const struct project *project, const char *wanted) {
  int i;
  for (i = 0; i < project->active->count; i++) {
    const char *name = project->active->values[i]->text;
    if (!strcmp(wanted, "*") || !strcmp(wanted, name)) {
      printf("%s %s\n", name, config_hash(service_of(project, name)));
    }
  }
  return 0;
}

/* As Go prints it: two blanks a level, "<", ">" and "&" by their numbers, no end of line. */
static void print_as_go(const struct json *value) {
  char *text = NULL, *at;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  json_print(out, value, 0);
  fclose(out);
  for (at = text; *at;) {
    size_t blanks = at == text || at[-1] == '\n' ? strspn(at, " ") : 0;
    printf("%*s", (int)(blanks / 2), "");
    at += blanks;
    if (strchr("<>&", *at)) {
      printf("\\u%04x", (unsigned char)*at);
    } else {
      putchar(*at);
    }
    at++;
  }
}

static void put_if_none(struct json *object, const char *name, struct json *value) {
  if (!json_member(object, name)) {
    json_put(object, name, value);
  }
}

/* What is not said of services and networks stands there as nothing. */
static void print_as_json(struct json *model) {
  struct json *services = json_member(model, "services"), *all = json_member(model, "networks");
  int i;
  for (i = 0; i < services->count; i++) {
    put_if_none(services->values[i], "command", json_null());
    put_if_none(services->values[i], "entrypoint", json_null());
    services->values[i] = sorted(services->values[i]);
  }
  for (i = 0; all && i < all->count; i++) {
    put_if_none(all->values[i], "ipam", json_object());
  }
  print_as_go(sorted(model));
}

int compose_config(struct asked *asked) {
  struct project *project = load_project(&compose_request);
  const char *form = option_text(asked, "format");
  drop_unused(project);
  choose_services(project, asked->arguments, 1);
  if (option_truth(asked, "services")) {
    print_names(project->active, 0);
    return 0;
  }
  if (option_truth(asked, "volumes")) {
    print_names(json_member(project->model, "volumes"), 1);
    return 0;
  }
  if (option_truth(asked, "images")) {
    int i;
    for (i = 0; i < project->active->count; i++) {
      puts(image_of(project, project->active->values[i]->text));
    }
    return 0;
  }
  if (option_given(asked, "hash")) {
    return print_hashes(project, option_text(asked, "hash"));
  }
  json_put(project->model, "services", only_active(project));
  escape(project->model);
  if (option_truth(asked, "quiet")) {
    return 0;
  }
  if (!strcmp(form, "json")) {
    print_as_json(project->model);
  } else if (*form && strcmp(form, "yaml")) {
    fprintf(stderr, "unsupported format \"%s\"\n", form);
    return 1;
  } else {
    yaml_print(stdout, project->model);
  }
  return 0;
}
