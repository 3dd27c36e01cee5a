/* docker ... prune and docker system df: what is no longer used, and what all takes. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "events.h"
#include "log.h"
#include "template.h"

/* What --filter asks of what is removed: label=..., label!=... and until=... */
static int is_wanted(const struct json *filters, const struct json *labels, const char *created) {
  int i;
  for (i = 0; i < filters->count; i++) {
    const char *text = filters->values[i]->text;
    char *before = NULL;
    if (starts_with(text, "label=") ? !has_label(labels, text + 6)
                                    : starts_with(text, "label!=") && has_label(labels, text + 7)) {
      return 0;
    }
    if (starts_with(text, "until=") && !log_time("until", text + 6, &before) &&
        strcmp(created, before) >= 0) {
      return 0;
    }
  }
  return 1;
}

static void check_filters(const struct json *filters) {
  int i;
  for (i = 0; i < filters->count; i++) {
    const char *text = filters->values[i]->text;
    if (!starts_with(text, "label=") && !starts_with(text, "label!=") &&
        !starts_with(text, "until=")) {
      fprintf(stderr, "Error response from daemon: invalid filter '%.*s'\n",
              (int)strcspn(text, "=!"), text);
      exit(1);
    }
  }
}

/* Whether it may go on: who is not asked has said so. */
int is_agreed(const struct asked *asked, const char *warning) {
  char answer[16] = "";
  check_filters(option_list(asked, "filter"));
  if (option_truth(asked, "force")) {
    return 1;
  }
  printf("WARNING! %s\nAre you sure you want to continue? [y/N] ", warning);
  fflush(stdout);
  return fgets(answer, sizeof answer, stdin) && (*answer == 'y' || *answer == 'Y');
}

static long long own_size(const struct json *container) {
  return tree_size(json_text(container, "GraphDriver.Data.UpperDir"));
}

static long long prune_containers(const struct asked *asked) {
  struct json *all = all_containers();
  long long freed = 0;
  int i, gone = 0;
  for (i = 0; i < all->count; i++) {
    struct json *one = all->values[i];
    if (!is_running(one) && is_wanted(option_list(asked, "filter"), json_get(one, "Config.Labels"),
                                      json_text(one, "Created"))) {
      long long size = own_size(one);
      if (!remove_container(one, 0)) {
        freed += size;
        printf("%s%s\n", gone++ ? "" : "Deleted Containers:\n", json_text(one, "Id"));
      }
    }
  }
  if (gone) {
    putchar('\n');
  }
  return freed;
}

static int is_used(const char *id, const struct json *containers) {
  int i;
  for (i = 0; i < containers->count; i++) {
    if (strcmp(json_text(containers->values[i], "Image") + 7, id) == 0) {
      return 1;
    }
  }
  return 0;
}

static long long prune_images(const struct asked *asked, int all_unused) {
  struct json *all = all_images(), *containers = all_containers(), *names = repositories();
  long long freed = 0;
  int i, gone = 0;
  for (i = 0; i < all->count; i++) {
    struct image image;
    if (find_image(all->values[i]->text, &image) < 0 || is_used(image.id, containers) ||
        !is_wanted(option_list(asked, "filter"), json_get(image.config, "config.Labels"),
                   json_text(image.config, "created"))) {
      continue;
    }
    if (all_unused || !has_a_name(names, image.id)) {
      if (!gone++) {
        puts("Deleted Images:");
      }
      freed += delete_image(&image, "untagged", "deleted");
    }
  }
  if (gone) {
    putchar('\n');
  }
  return freed;
}

int print_freed(long long freed) {
  printf("Total reclaimed space: %s\n", size_text(freed, 1));
  return 0;
}

/* What somebody agrees to first; which images, -1 for none. */
static int prune(struct asked *asked, const char *question, int containers, int images) {
  long long freed = 0;
  if (!is_agreed(asked, question)) {
    return 0;
  }
  lock_store();
  if (containers) {
    freed += prune_containers(asked);
    tell_of_prune("container", freed);
  }
  if (images >= 0) {
    long long own = prune_images(asked, images);
    tell_of_prune("image", own);
    freed += own;
  }
  unlock_store();
  return print_freed(freed);
}

int container_prune_command(struct asked *asked) {
  return prune(asked, "This will remove all stopped containers.", 1, -1);
}

int image_prune_command(struct asked *asked) {
  int all = option_truth(asked, "all");
  return prune(asked,
               all ? "This will remove all images without at least one container "
                     "associated to them."
                   : "This will remove all dangling images.",
               0, all);
}

int system_prune_command(struct asked *asked) {
  int all = option_truth(asked, "all");
  return prune(asked,
               all ? "This will remove:\n  - all stopped containers\n  - all images "
                     "without at least one container associated to them\n"
                   : "This will remove:\n  - all stopped containers\n"
                     "  - all dangling images\n",
               1, all);
}

static struct json *usage_row(const char *type, int count, int active, long long size,
                              long long reclaimable) {
  struct json *row = json_object();
  json_set_string(row, "Active", format("%d", active));
  json_set_string(
      row, "Reclaimable",
      size ? format("%s (%d%%)", size_text(reclaimable, 1), (int)(100 * reclaimable / size))
           : size_text(0, 1));
  json_set_string(row, "Size", size_text(size, 1));
  json_set_string(row, "TotalCount", format("%d", count));
  json_set_string(row, "Type", type);
  return row;
}

static struct json *usage_of_images(const struct json *containers) {
  struct json *all = all_images();
  long long size = 0, free = 0;
  int i, active = 0;
  for (i = 0; i < all->count; i++) {
    struct image image;
    if (find_image(all->values[i]->text, &image) == 0) {
      long long own = image_size(&image);
      int used = is_used(image.id, containers);
      size += own;
      free += used ? 0 : own;
      active += used;
    }
  }
  return usage_row("Images", all->count, active, size, free);
}

static struct json *usage_of_containers(const struct json *all) {
  long long size = 0, free = 0;
  int i, active = 0;
  for (i = 0; i < all->count; i++) {
    long long own = own_size(all->values[i]);
    size += own;
    free += is_running(all->values[i]) ? 0 : own;
    active += is_running(all->values[i]);
  }
  return usage_row("Containers", all->count, active, size, free);
}

static int is_mounted(const char *volume, const struct json *containers) {
  int i, j;
  for (i = 0; i < containers->count; i++) {
    const struct json *mounts = json_get(containers->values[i], "Mounts");
    for (j = 0; mounts && j < mounts->count; j++) {
      if (strcmp(json_text(mounts->values[j], "Name"), volume) == 0) {
        return 1;
      }
    }
  }
  return 0;
}

static struct json *usage_of_volumes(const struct json *containers) {
  DIR *folder = opendir(ENGINE_ROOT "/volumes");
  struct dirent *entry;
  long long size = 0, free = 0;
  int count = 0, active = 0;
  while (folder && (entry = readdir(folder))) {
    if (entry->d_name[0] != '.') {
      long long own = tree_size(format(ENGINE_ROOT "/volumes/%s", entry->d_name));
      int used = is_mounted(entry->d_name, containers);
      count++;
      active += used;
      size += own;
      free += used ? 0 : own;
    }
  }
  if (folder) {
    closedir(folder);
  }
  return usage_row("Local Volumes", count, active, size, free);
}

int system_df_command(struct asked *asked) {
  static const char *const headings[][2] = {
      {"Type", "TYPE"}, {"TotalCount", "TOTAL"},        {"Active", "ACTIVE"},
      {"Size", "SIZE"}, {"Reclaimable", "RECLAIMABLE"}, {NULL, NULL}};
  struct json *rows = json_array(), *containers = all_containers();
  const char *form = option_text(asked, "format");
  json_push(rows, usage_of_images(containers));
  json_push(rows, usage_of_containers(containers));
  json_push(rows, usage_of_volumes(containers));
  json_push(rows, usage_row("Build Cache", 0, 0, 0, 0));
  if (!*form || !strcmp(form, "table")) {
    form = "table {{.Type}}\\t{{.TotalCount}}\\t{{.Active}}\\t{{.Size}}\\t{{.Reclaimable}}";
  }
  return print_rows(form, rows, headings);
}
