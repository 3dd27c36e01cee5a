/* Commands that tell of what there is: inspect, diff, version, info, top. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "columns.h"
#include "commands.h"
#include "remote.h"
#include "template.h"

struct json *image_value(const struct image *image) {
  struct json *value = json_object(), *names = repositories(), *own = json_array();
  const struct json *config = image->config;
  int i;
  for (i = 0; i < names->count; i++) {
    if (strcmp(names->values[i]->text + 7, image->id) == 0) {
      json_push(own, json_string(names->names[i]));
    }
  }
  json_set_string(value, "Id", format("sha256:%s", image->id));
  json_set(value, "RepoTags", own);
  json_set(value, "RepoDigests", json_array());
  json_set_string(value, "Parent", json_text(config, "parent"));
  json_set_string(value, "Comment", json_text(config, "comment"));
  json_set_string(value, "Created", json_text(config, "created"));
  json_set_string(value, "DockerVersion", VERSION);
  json_set_string(value, "Author", json_text(config, "author"));
  json_set(value, "Config", json_get(config, "config"));
  json_set_string(value, "Architecture", json_text(config, "architecture"));
  json_set_string(value, "Os", json_text(config, "os"));
  json_set_number(value, "Size", image_size(image));
  json_set(value, "GraphDriver", json_object());
  json_set_string(value, "GraphDriver.Data.UpperDir",
                  format("%.*s", (int)strcspn(image_layers(image), ":"), image_layers(image)));
  json_set_string(value, "GraphDriver.Name", "overlay2");
  json_set(value, "RootFS", json_object());
  json_set_string(value, "RootFS.Type", "layers");
  json_set(value, "RootFS.Layers", json_get(config, "rootfs.diff_ids"));
  json_set(value, "Metadata", json_object());
  json_set_string(value, "Metadata.LastTagTime", "0001-01-01T00:00:00Z");
  return value;
}

/* What has a name, of the kind that is asked for; why not, where there is none. */
static struct json *value_named(const char *name, const char *type, failure *failed) {
  struct json *container = NULL;
  struct image image;
  if (!*type || !strcmp(type, "container")) {
    container = find_container(name, failed);
  }
  if (container) {
    json_remove(json_get(container, "HostConfig"), "Tmpfs");
    if (is_restarting(container)) {
      json_set_boolean(container, "State.Running", 1);
    }
    return container;
  }
  if ((!*type || !strcmp(type, "image")) && find_image(name, &image) == 0) {
    return elsewhere ? image.config : image_value(&image);
  }
  if ((!*type || !strcmp(type, "network")) && (container = network_value(name, failed))) {
    return container;
  }
  if (*type) {
    *failed = format("Error response from daemon: No such %s: %s", type,
                     !strcmp(type, "image") ? full_name(name) : name);
  } else {
    *failed = format("Error: No such object: %s", name);
  }
  return NULL;
}

static int inspect(struct asked *asked, const char *type) {
  const char *form = option_text(asked, "format");
  struct json *all = json_array();
  char *lines = format("%s", ""), *filled;
  failure failed = NULL;
  int i, status = 0;
  if (*type && !strstr(" container image network volume ", format(" %s ", type))) {
    fprintf(stderr, "\"%s\" is not a valid value for --type\n", type);
    return 1;
  }
  for (i = 0; i < asked->count && !failed; i++) {
    struct json *value = value_named(asked->arguments[i], type, &failed);
    if (!value) {
      break;
    }
    json_push(all, value);
    if (!strcmp(form, "json")) {
      lines = format("%s%s\n", lines, json_line(value));
    } else if (*form) {
      failed = fill_template(form, value, "map has no entry for key", &filled);
      if (failed) {
        status = check_template(form) ? 64 : 1;
        failed = format("template parsing error: %s", failed);
      } else {
        lines = format("%s%s\n", lines, filled);
      }
    }
  }
  failed = failed && (starts_with(failed, "template") || starts_with(failed, "Error")) ? failed
           : i < asked->count ? format("Error: No such object: %s", asked->arguments[i])
                              : NULL;
  if (!*form) {
    json_print(stdout, all, 0);
    putchar('\n');
  } else if (*lines || (failed && status != 64)) {
    fputs(*lines ? lines : "\n", stdout);
  }
  if (failed) {
    fflush(stdout);
    fprintf(stderr, "%s\n", failed);
    return status ? status : 1;
  }
  return 0;
}

int inspect_command(struct asked *asked) { return inspect(asked, option_text(asked, "type")); }

int image_inspect_command(struct asked *asked) { return inspect(asked, "image"); }

int diff_command(struct asked *asked) {
  failure failed;
  struct json *container = find_container(asked->arguments[0], &failed);
  if (!container) {
    say_failure("%s", failed);
    return 1;
  }
  return print_changes(container);
}

static struct json *version_value(void) {
  static const char *const sides[] = {"Client", "Server"};
  struct json *value = json_object();
  struct utsname system;
  int i;
  uname(&system);
  for (i = 0; i < 2; i++) {
    json_set(value, sides[i], json_object());
    json_set_string(value, format("%s.Version", sides[i]), VERSION);
    json_set_string(value, format("%s.ApiVersion", sides[i]), API_VERSION);
    json_set_string(value, format("%s.Os", sides[i]), "linux");
    json_set_string(value, format("%s.Arch", sides[i]), "386");
  }
  json_set_string(value, "Server.KernelVersion", system.release);
  if (elsewhere) {
    failure failed;
    struct json *server = value_elsewhere("/version", &failed);
    json_set(value, "Server", server ? server : json_null());
  }
  return value;
}

static int print_filled(const char *form, const struct json *value) {
  char *filled;
  failure failed = !strcmp(form, "json")
                       ? (filled = json_line(value), NULL)
                       : fill_template(form, value, "can't evaluate field %s", &filled);
  if (failed) {
    fprintf(stderr, "%s\n", failed);
    return 1;
  }
  puts(filled);
  return 0;
}

int version_command(struct asked *asked) {
  struct json *value = version_value();
  if (*option_text(asked, "format")) {
    return print_filled(option_text(asked, "format"), value);
  }
  printf(
      "Client:\n Version:           %s\n API version:       %s\n OS/Arch:           linux/386\n"
      "\nServer: Cloister's engine, %s%s\n Engine:\n  Version:          %s\n"
      "  API version:      %s\n  OS/Arch:          linux/386\n",
      VERSION, API_VERSION, elsewhere ? "behind unix://" : "in the same program",
      elsewhere ? elsewhere : "", json_text(value, "Server.Version"),
      json_text(value, "Server.ApiVersion"));
  return 0;
}

struct json *info_value(void) {
  struct json *value = json_object(), *all = all_containers();
  struct utsname system;
  int i, running = 0, paused = 0;
  uname(&system);
  for (i = 0; i < all->count; i++) {
    paused += json_truth(all->values[i], "State.Paused");
    running += is_running(all->values[i]) && !json_truth(all->values[i], "State.Paused");
  }
  json_set_number(value, "Containers", all->count);
  json_set_number(value, "ContainersRunning", running);
  json_set_number(value, "ContainersPaused", paused);
  json_set_number(value, "ContainersStopped", all->count - running - paused);
  json_set_number(value, "Images", all_images()->count);
  json_set_string(value, "ServerVersion", VERSION);
  json_set_string(value, "Driver", "overlay2");
  json_set_string(value, "LoggingDriver", "json-file");
  json_set_string(value, "CgroupDriver", "cgroupfs");
  json_set_string(value, "CgroupVersion", "2");
  json_set_string(value, "KernelVersion", system.release);
  json_set_string(value, "OSType", "linux");
  json_set_string(value, "Architecture", system.machine);
  json_set_number(value, "NCPU", sysconf(_SC_NPROCESSORS_ONLN));
  json_set_number(value, "MemTotal", (long long)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE));
  json_set_string(value, "DockerRootDir", ENGINE_ROOT);
  json_set_string(value, "Name", system.nodename);
  return value;
}

int info_command(struct asked *asked) {
  static const char *const rows[][2] = {{"Containers", "Containers"},
                                        {" Running", "ContainersRunning"},
                                        {" Paused", "ContainersPaused"},
                                        {" Stopped", "ContainersStopped"},
                                        {"Images", "Images"},
                                        {"Server Version", "ServerVersion"},
                                        {"Storage Driver", "Driver"},
                                        {"Logging Driver", "LoggingDriver"},
                                        {"Cgroup Driver", "CgroupDriver"},
                                        {"Cgroup Version", "CgroupVersion"},
                                        {"Kernel Version", "KernelVersion"},
                                        {"OSType", "OSType"},
                                        {"Architecture", "Architecture"},
                                        {"CPUs", "NCPU"},
                                        {"Total Memory", "MemTotal"},
                                        {"Name", "Name"},
                                        {"Docker Root Dir", "DockerRootDir"}};
  failure failed = NULL;
  struct json *value = elsewhere ? value_elsewhere("/info", &failed) : info_value();
  unsigned i;
  if (failed) {
    say_failure("%s", failed);
    return 1;
  }
  if (*option_text(asked, "format")) {
    return print_filled(option_text(asked, "format"), value);
  }
  printf("Client:\n Version:    %s\n\nServer:\n", VERSION);
  for (i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *text = json_text(value, rows[i][1]);
    printf(" %s: %s\n", rows[i][0],
           strcmp(rows[i][1], "MemTotal") ? text : size_text(atoll(text), 0));
  }
  return 0;
}

/* The host's numbers of what runs in the group of a container. */
/* The group's processes, as ps lists them when it is asked so: its columns are our own. */
/* The words of a line of ps, tabs between; the last one may have blanks. NULL where the process
   is none of those that are looked for. */
static char *top_line(char *at, int columns, int number, const char *members) {
  char *line = format("%s", "");
  int i;
  for (i = 0; *(at += strspn(at, " ")) && (!columns || i < columns); i++) {
    size_t length = columns && i == columns - 1 ? strlen(at) : strcspn(at, " ");
    char *word = format("%.*s", (int)length, at);
    if (i == number && !strstr(format("\n%s", members), format("\n%s\n", word))) {
      return NULL;
    }
    line = format("%s%s%s", line, i ? "\t" : "", word);
    at += length;
  }
  return columns && i <= number ? NULL : line;
}

/* How many words a line has, and which one says the number of a process. */
static int read_headings(const char *line, int *number) {
  int i;
  *number = -1;
  for (i = 0; *(line += strspn(line, " ")); i++) {
    size_t length = strcspn(line, " ");
    *number = length == 3 && !strncmp(line, "PID", 3) ? i : *number;
    line += length;
  }
  return i;
}

/* What ps tells of the processes of a container, in columns that are at least so wide, and what
   ends each line. */
int print_top(const struct json *container, const char *options, int least, const char *end) {
  FILE *list = popen(format("ps %s", *options ? options : "-ef"), "r");
  const char *members =
      read_file(format(GROUPS "/docker/%s/cgroup.procs", json_text(container, "Id")));
  struct columns table = {NULL, 0};
  char line[4096];
  int columns = 0, number = -1;
  while (list && fgets(line, sizeof line, list)) {
    char *words;
    int heads = !columns;
    line[strcspn(line, "\n")] = 0;
    if (heads) {
      columns = read_headings(line, &number);
    }
    if (number < 0) {
      say_failure("Couldn't find PID field in ps output");
      break;
    }
    words = top_line(line, heads ? 0 : columns, heads ? -1 : number, members ? members : "");
    if (words) {
      add_line(&table, format("%s%s", words, end));
    }
  }
  print_columns_from(&table, least);
  if (list && pclose(list)) {
    say_failure("ps: exit status 1");
  }
  return failed_before;
}

int top_command(struct asked *asked) {
  failure failed;
  struct json *container = find_container(asked->arguments[0], &failed);
  char *options = format("%s", "");
  int i;
  if (container && !is_running(container)) {
    failed = format("container %s is not running", json_text(container, "Id"));
  }
  if (failed) {
    say_failure("%s", failed);
    return 1;
  }
  for (i = 1; i < asked->count; i++) {
    options = format("%s %s", options, asked->arguments[i]);
  }
  if (strpbrk(options, "'\"`$;&|<>()\n\\")) {
    say_failure("ps: these options are none: %s", options);
    return 1;
  }
  return print_top(container, options, 20, "");
}
