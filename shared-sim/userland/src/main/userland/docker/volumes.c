/* docker volume: folders that containers come and go with. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "events.h"
#include "template.h"

#define VOLUMES ENGINE_ROOT "/volumes"

static const char *const headings[][2] = {{"Driver", "DRIVER"},
                                          {"Name", "VOLUME NAME"},
                                          {"Mountpoint", "MOUNTPOINT"},
                                          {"Scope", "SCOPE"},
                                          {NULL, NULL}};

int is_volume(const char *name) {
  return *name && !strchr(name, '/') && access(format(VOLUMES "/%s/_data", name), F_OK) == 0;
}

static struct json *value_of(const char *name) {
  struct json *value = json_object();
  json_set_string(value, "Driver", "local");
  json_set(value, "Labels", json_null());
  json_set_string(value, "Mountpoint", format(VOLUMES "/%s/_data", name));
  json_set_string(value, "Name", name);
  json_set(value, "Options", json_null());
  json_set_string(value, "Scope", "local");
  return value;
}

static int by_name(const void *one, const void *other) {
  return strcmp(json_text(*(struct json *const *)one, "Name"),
                json_text(*(struct json *const *)other, "Name"));
}

int volume_ls_command(struct asked *asked) {
  struct json *rows = json_array();
  const char *form = option_text(asked, "format");
  DIR *folder = opendir(VOLUMES);
  struct dirent *entry;
  while (folder && (entry = readdir(folder))) {
    if (entry->d_name[0] != '.') {
      json_push(rows, value_of(entry->d_name));
    }
  }
  if (folder) {
    closedir(folder);
  }
  if (rows->count) {
    qsort(rows->values, (size_t)rows->count, sizeof *rows->values, by_name);
  }
  form = option_truth(asked, "quiet") ? "{{.Name}}"
         : *form                      ? form
                                      : "table {{.Driver}}\\t{{.Name}}";
  return print_rows(form, rows, headings);
}

failure check_volume_name(const char *name) {
  if (strlen(name) == 1) {
    return format(
        "create %s: volume name is too short, names should be at least two alphanumeric "
        "characters",
        name);
  }
  return is_name(name) ? NULL
                       : format(
                             "create %s: \"%s\" includes invalid characters for a local volume "
                             "name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you "
                             "intended to pass a host directory, use absolute path",
                             name, name);
}

void create_volume(const char *name) {
  if (!is_volume(name)) {
    make_folders(format(VOLUMES "/%s/_data", name));
    tell_of_volume(name, "create");
  }
}

int volume_create_command(struct asked *asked) {
  const char *name = asked->count ? asked->arguments[0] : random_id();
  failure failed = check_volume_name(name);
  if (failed) {
    say_failure("%s", failed);
    return 1;
  }
  create_volume(name);
  puts(name);
  return 0;
}

int volume_inspect_command(struct asked *asked) {
  struct json *all = json_array();
  const char *form = option_text(asked, "format");
  char *filled;
  int i;
  for (i = 0; i < asked->count && is_volume(asked->arguments[i]); i++) {
    json_push(all, value_of(asked->arguments[i]));
    if (*form) {
      failure failed = fill_template(form, all->values[i], "map has no entry for key", &filled);
      puts(failed ? "" : filled);
      if (failed) {
        fflush(stdout);
        fprintf(stderr, "template parsing error: %s\n", failed);
        return 1;
      }
    }
  }
  if (!*form) {
    json_print(stdout, all, 0);
    putchar('\n');
  }
  if (i < asked->count) {
    say_failure("get %s: no such volume", asked->arguments[i]);
  }
  return failed_before;
}

/* Ids of the containers that a volume is mounted in, with commas between; NULL for none. */
static char *users_of(const char *name) {
  struct json *all = all_containers();
  char *users = NULL;
  int i, j;
  for (i = 0; i < all->count; i++) {
    struct json *mounts = json_get(all->values[i], "Mounts");
    for (j = 0; mounts && j < mounts->count; j++) {
      if (strcmp(json_text(mounts->values[j], "Name"), name) == 0) {
        const char *id = json_text(all->values[i], "Id");
        users = users ? format("%s, %s", users, id) : format("%s", id);
      }
    }
  }
  return users;
}

/* Who gives no name gets one like an id. */
static int is_unnamed(const char *name) {
  return strlen(name) == ID_LENGTH && strspn(name, "0123456789abcdef") == ID_LENGTH;
}

static void remove_volume(const char *name) {
  remove_tree(format(VOLUMES "/%s", name));
  tell_of_volume(name, "destroy");
}

void remove_unnamed_volumes(const struct json *container) {
  const struct json *mounts = json_get(container, "Mounts");
  int i;
  for (i = 0; mounts && i < mounts->count; i++) {
    const char *name = json_text(mounts->values[i], "Name");
    if (is_unnamed(name) && !users_of(name)) {
      remove_volume(name);
    }
  }
}

failure remove_named_volume(const char *name) {
  const char *users = users_of(name);
  if (!is_volume(name)) {
    return format("get %s: no such volume", name);
  }
  if (users) {
    return format("remove %s: volume is in use - [%s]", name, users);
  }
  remove_volume(name);
  return NULL;
}

int volume_rm_command(struct asked *asked) {
  int i;
  for (i = 0; i < asked->count; i++) {
    const char *name = asked->arguments[i];
    failure failed = remove_named_volume(name);
    if (failed) {
      say_failure("%s", failed);
    } else {
      puts(name);
    }
  }
  return failed_before;
}

int volume_prune_command(struct asked *asked) {
  int all = option_truth(asked, "all"), gone = 0;
  const char *which = all ? "all" : "anonymous";
  DIR *folder;
  struct dirent *entry;
  long long freed = 0;
  if (!is_agreed(asked, format("This will remove %s local volumes not used by at least one "
                               "container.",
                               which))) {
    return 0;
  }
  lock_store();
  folder = opendir(VOLUMES);
  while (folder && (entry = readdir(folder))) {
    const char *name = entry->d_name;
    if (*name != '.' && (all || is_unnamed(name)) && !users_of(name)) {
      freed += tree_size(format(VOLUMES "/%s/_data", name));
      remove_volume(name);
      printf("%s%s\n", gone++ ? "" : "Deleted Volumes:\n", name);
    }
  }
  if (folder) {
    closedir(folder);
  }
  tell_of_prune("volume", freed);
  unlock_store();
  if (gone) {
    putchar('\n');
  }
  return print_freed(freed);
}
