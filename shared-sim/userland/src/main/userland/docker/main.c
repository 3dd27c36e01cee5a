/* docker: the command line of the engine, and the engine. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "compose.h"
#include "http.h"
#include "remote.h"
#include "settings.h"

const char *tool = "docker"; /* for what is shared with the other programs */
int failed_before;

/* As the parts that are shared end a program. */
void die(int status, const char *form, ...) {
  va_list list;
  fflush(stdout);
  fputs("docker: ", stderr);
  va_start(list, form);
  vfprintf(stderr, form, list);
  va_end(list);
  fputc('\n', stderr);
  exit(status);
}

void say_failure(const char *form, ...) {
  va_list list;
  fflush(stdout);
  fputs("Error response from daemon: ", stderr);
  va_start(list, form);
  vfprintf(stderr, form, list);
  va_end(list);
  fputc('\n', stderr);
  failed_before = 1;
}

#define FORMAT {"format", 0, 's', "string", "Format output using a custom template"}
#define END {NULL, 0, 0, NULL, NULL}

static const struct option_row none[] = {END};
static const struct option_row ps_options[] = {
    {"all", 'a', 'b', "", "Show all containers (default shows just running)"},
    {"filter", 'f', 'l', "filter", "Filter output based on conditions provided"},
    FORMAT,
    {"last", 'n', 'i', "int", "Show n last created containers (includes all states)"},
    {"latest", 'l', 'b', "", "Show the latest created container (includes all states)"},
    {"no-trunc", 0, 'b', "", "Don't truncate output"},
    {"quiet", 'q', 'b', "", "Only display container IDs"},
    {"size", 's', 'b', "", "Display total file sizes"},
    END};
static const struct option_row images_options[] = {
    {"all", 'a', 'b', "", "Show all images (default hides intermediate images)"},
    {"digests", 0, 'b', "", "Show digests"},
    FORMAT,
    {"no-trunc", 0, 'b', "", "Don't truncate output"},
    {"quiet", 'q', 'b', "", "Only show image IDs"},
    {"filter", 'f', 'l', "filter", "Filter output based on conditions provided"},
    {"!tree", 0, 'b', "", ""},
    END};
static const struct option_row history_options[] = {
    FORMAT,
    {"human", 'H', 'b', "", "Print sizes and dates in human readable format"},
    {"no-trunc", 0, 'b', "", "Don't truncate output"},
    {"quiet", 'q', 'b', "", "Only show image IDs"},
    END};
static const struct option_row stop_options[] = {
    {"time", 't', 'i', "int", "Seconds to wait before killing the container"},
    {"!signal", 's', 's', "", ""},
    END};
static const struct option_row kill_options[] = {
    {"signal", 's', 's', "string", "Signal to send to the container"}, END};
static const struct option_row rm_options[] = {
    {"force", 'f', 'b', "", "Force the removal of a running container (uses SIGKILL)"},
    {"volumes", 'v', 'b', "", "Remove anonymous volumes associated with the container"},
    {"!link", 'l', 'b', "", ""},
    END};
static const struct option_row rmi_options[] = {
    {"force", 'f', 'b', "", "Force removal of the image"}, {"!no-prune", 0, 'b', "", ""}, END};
static const struct option_row start_options[] = {
    {"attach", 'a', 'b', "", "Attach STDOUT/STDERR and forward signals"},
    {"interactive", 'i', 'b', "", "Attach container's STDIN"},
    {"detach-keys", 0, 's', "string", "Override the key sequence for detaching a container"},
    END};
static const struct option_row attach_options[] = {
    {"detach-keys", 0, 's', "string", "Override the key sequence for detaching a container"},
    {"no-stdin", 0, 'b', "", "Do not attach STDIN"},
    {"sig-proxy", 0, 'b', "", "Proxy all received signals to the process (default true)"},
    END};
static const struct option_row logs_options[] = {
    {"follow", 'f', 'b', "", "Follow log output"},
    {"tail", 'n', 's', "string", "Number of lines to show from the end of the logs"},
    {"timestamps", 't', 'b', "", "Show timestamps"},
    {"!details", 0, 'b', "", ""},
    {"since", 0, 's', "string", "Show logs since timestamp or relative (e.g. \"42m\")"},
    {"until", 0, 's', "string", "Show logs before a timestamp or relative (e.g. \"42m\")"},
    END};
static const struct option_row events_options[] = {
    {"filter", 'f', 'l', "filter", "Filter output based on conditions provided"},
    FORMAT,
    {"since", 0, 's', "string", "Show all events created since timestamp"},
    {"until", 0, 's', "string", "Stream events until this timestamp"},
    END};
static const struct option_row inspect_options[] = {
    {"format", 'f', 's', "string", "Format output using a custom template"},
    {"type", 0, 's', "string", "Return JSON for specified type"},
    {"!size", 's', 'b', "", ""},
    END};
static const struct option_row format_options[] = {
    {"format", 'f', 's', "string", "Format output using a custom template"}, END};
static const struct option_row commit_options[] = {
    {"author", 'a', 's', "string", "Author"},
    {"change", 'c', 'l', "list", "Apply Dockerfile instruction to the created image"},
    {"message", 'm', 's', "string", "Commit message"},
    {"pause", 'p', 'b', "", "Pause container during commit"},
    END};
static const struct option_row stats_options[] = {
    {"all", 'a', 'b', "", "Show all containers (default shows just running)"},
    FORMAT,
    {"no-stream", 0, 'b', "", "Disable streaming stats and only pull the first result"},
    {"!no-trunc", 0, 'b', "", ""},
    END};
static const struct option_row volume_ls_options[] = {
    FORMAT,
    {"quiet", 'q', 'b', "", "Only display volume names"},
    {"!filter", 'f', 'l', "", ""},
    END};
static const struct option_row network_ls_options[] = {
    {"filter", 'f', 'l', "filter", "Provide filter values (e.g. \"driver=bridge\")"},
    FORMAT,
    {"no-trunc", 0, 'b', "", "Do not truncate the output"},
    {"quiet", 'q', 'b', "", "Only display network IDs"},
    END};
static const struct option_row network_create_options[] = {
    {"attachable", 0, 'b', "", "Enable manual container attachment"},
    {"driver", 'd', 's', "string", "Driver to manage the Network"},
    {"gateway", 0, 's', "string", "IPv4 Gateway for the master subnet"},
    {"internal", 0, 'b', "", "Restrict external access to the network"},
    {"subnet", 0, 's', "string", "Subnet in CIDR format that represents a network segment"},
    {"!aux-address", 0, 's', "", ""},
    {"!config-from", 0, 's', "", ""},
    {"!config-only", 0, 'b', "", ""},
    {"!ingress", 0, 'b', "", ""},
    {"!ip-range", 0, 's', "", ""},
    {"!ipam-driver", 0, 's', "", ""},
    {"!ipam-opt", 0, 's', "", ""},
    {"!ipv6", 0, 'b', "", ""},
    {"label", 0, 'l', "list", "Set metadata on a network"},
    {"!opt", 'o', 's', "", ""},
    {"!scope", 0, 's', "", ""},
    END};
static const struct option_row network_connect_options[] = {
    {"alias", 0, 'l', "strings", "Add network-scoped alias for the container"},
    {"ip", 0, 's', "string", "IPv4 address (e.g., \"172.30.100.104\")"},
    {"!driver-opt", 0, 'l', "", ""},
    {"!ip6", 0, 's', "", ""},
    {"!link", 0, 'l', "", ""},
    {"!link-local-ip", 0, 'l', "", ""},
    END};
static const struct option_row network_disconnect_options[] = {
    {"force", 'f', 'b', "", "Force the container to disconnect from a network"}, END};
static const struct option_row network_rm_options[] = {
    {"force", 'f', 'b', "", "Do not error if the network does not exist"}, END};
static const struct option_row volume_prune_options[] = {
    {"all", 'a', 'b', "", "Remove all unused volumes, not just anonymous ones"},
    {"!filter", 0, 'l', "", ""},
    {"force", 'f', 'b', "", "Do not prompt for confirmation"},
    END};
static const struct option_row network_prune_options[] = {
    {"force", 'f', 'b', "", "Do not prompt for confirmation"}, {"!filter", 0, 'l', "", ""}, END};
static const struct option_row build_options[] = {
    {"build-arg", 0, 'l', "stringArray", "Set build-time variables"},
    {"file", 'f', 's', "string", "Name of the Dockerfile (default: \"PATH/Dockerfile\")"},
    {"label", 0, 'l', "stringArray", "Set metadata for an image"},
    {"network", 0, 's', "string", "Set the networking mode for the \"RUN\" instructions"},
    {"no-cache", 0, 'b', "", "Do not use cache when building the image"},
    {"progress", 0, 's', "string", "Set type of progress output (\"auto\", \"plain\", \"quiet\")"},
    {"quiet", 'q', 'b', "", "Suppress the build output and print image ID on success"},
    {"tag", 't', 'l', "stringArray", "Name and optionally a tag (format: \"name:tag\")"},
    {"target", 0, 's', "string", "Set the target build stage to build"},
    {"!add-host", 0, 'l', "", ""},
    {"!build-context", 0, 'l', "", ""},
    {"!cache-from", 0, 'l', "", ""},
    {"!cache-to", 0, 'l', "", ""},
    {"!iidfile", 0, 's', "", ""},
    {"!load", 0, 'b', "", ""},
    {"!no-cache-filter", 0, 'l', "", ""},
    {"!output", 'o', 'l', "", ""},
    {"!platform", 0, 'l', "", ""},
    {"!pull", 0, 'b', "", ""},
    {"!push", 0, 'b', "", ""},
    {"!secret", 0, 'l', "", ""},
    {"!shm-size", 0, 's', "", ""},
    {"!ssh", 0, 'l', "", ""},
    {"!ulimit", 0, 'l', "", ""},
    END};
static const struct option_row save_options[] = {
    {"output", 'o', 's', "string", "Write to a file, instead of STDOUT"}, END};
static const struct option_row load_options[] = {
    {"input", 'i', 's', "string", "Read from tar archive file, instead of STDIN"},
    {"quiet", 'q', 'b', "", "Suppress the load output"},
    END};
static const struct option_row import_options[] = {
    {"message", 'm', 's', "string", "Set commit message for imported image"},
    {"!change", 'c', 'l', "", ""},
    {"!platform", 0, 's', "", ""},
    END};
static const struct option_row update_options[] = {
    {"cpu-shares", 'c', 'i', "int", "CPU shares (relative weight)"},
    {"cpus", 0, 'c', "decimal", "Number of CPUs"},
    {"memory", 'm', 'm', "bytes", "Memory limit"},
    {"pids-limit", 0, 'i', "int", "Tune container pids limit (set -1 for unlimited)"},
    {"restart", 0, 's', "string", "Restart policy to apply when a container exits"},
    END};

const struct command commands[] = {
    {"run", run_command, "run [OPTIONS] IMAGE [COMMAND] [ARG...]",
     "Create and run a new container from an image", 1, -1, run_options, 1},
    {"exec", exec_command, "exec [OPTIONS] CONTAINER COMMAND [ARG...]",
     "Execute a command in a running container", 2, -1, exec_options, 1},
    {"ps", ps_command, "ps [OPTIONS]", "List containers", 0, 0, ps_options, 0},
    {"build", build_command, "buildx build [OPTIONS] PATH | URL | -",
     "Build an image from a Dockerfile", 1, 1, build_options, 0},
    {"pull", pull_command, "pull [OPTIONS] NAME[:TAG|@DIGEST]", "Download an image from a registry",
     1, 1, none, 0},
    {"images", images_command, "images [OPTIONS] [REPOSITORY[:TAG]]", "List images", 0, 1,
     images_options, 0},
    {"version", version_command, "version [OPTIONS]", "Show the Docker version information", 0, 0,
     format_options, 0},
    {"info", info_command, "info [OPTIONS]", "Display system-wide information", 0, 0,
     format_options, 0},
    {"attach", attach_command, "attach [OPTIONS] CONTAINER",
     "Attach local standard input, output, and error streams to a running container", 1, 1,
     attach_options, 0},
    {"commit", commit_command, "commit [OPTIONS] CONTAINER [REPOSITORY[:TAG]]",
     "Create a new image from a container's changes", 1, 2, commit_options, 0},
    {"cp", cp_command,
     "cp [OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- "
     "CONTAINER:DEST_PATH",
     "Copy files/folders between a container and the local filesystem", 2, 2, none, 0},
    {"create", create_command, "create [OPTIONS] IMAGE [COMMAND] [ARG...]",
     "Create a new container", 1, -1, run_options, 1},
    {"diff", diff_command, "diff CONTAINER",
     "Inspect changes to files or directories on a container's filesystem", 1, 1, none, 0},
    {"events", events_command, "events [OPTIONS]", "Get real time events from the server", 0, 0,
     events_options, 0},
    {"export", export_command, "export [OPTIONS] CONTAINER",
     "Export a container's filesystem as a tar archive", 1, 1, save_options, 0},
    {"history", history_command, "history [OPTIONS] IMAGE", "Show the history of an image", 1, 1,
     history_options, 0},
    {"import", import_command, "import [OPTIONS] file|URL|- [REPOSITORY[:TAG]]",
     "Import the contents from a tarball to create a filesystem image", 1, 2, import_options, 0},
    {"inspect", inspect_command, "inspect [OPTIONS] NAME|ID [NAME|ID...]",
     "Return low-level information on Docker objects", 1, -1, inspect_options, 0},
    {"kill", kill_command, "kill [OPTIONS] CONTAINER [CONTAINER...]",
     "Kill one or more running containers", 1, -1, kill_options, 0},
    {"load", load_command, "load [OPTIONS]", "Load an image from a tar archive or STDIN", 0, 0,
     load_options, 0},
    {"logs", logs_command, "logs [OPTIONS] CONTAINER", "Fetch the logs of a container", 1, 1,
     logs_options, 0},
    {"pause", pause_command, "pause CONTAINER [CONTAINER...]",
     "Pause all processes within one or more containers", 1, -1, none, 0},
    {"port", port_command, "port CONTAINER [PRIVATE_PORT[/PROTO]]",
     "List port mappings or a specific mapping for the container", 1, 2, none, 0},
    {"rename", rename_command, "rename CONTAINER NEW_NAME", "Rename a container", 2, 2, none, 0},
    {"restart", restart_command, "restart [OPTIONS] CONTAINER [CONTAINER...]",
     "Restart one or more containers", 1, -1, stop_options, 0},
    {"rm", rm_command, "rm [OPTIONS] CONTAINER [CONTAINER...]", "Remove one or more containers", 1,
     -1, rm_options, 0},
    {"rmi", rmi_command, "rmi [OPTIONS] IMAGE [IMAGE...]", "Remove one or more images", 1, -1,
     rmi_options, 0},
    {"save", save_command, "save [OPTIONS] IMAGE [IMAGE...]",
     "Save one or more images to a tar archive (streamed to STDOUT by default)", 1, -1,
     save_options, 0},
    {"start", start_command, "start [OPTIONS] CONTAINER [CONTAINER...]",
     "Start one or more stopped containers", 1, -1, start_options, 0},
    {"stats", stats_command, "stats [OPTIONS] [CONTAINER...]",
     "Display a live stream of container(s) resource usage statistics", 0, -1, stats_options, 0},
    {"stop", stop_command, "stop [OPTIONS] CONTAINER [CONTAINER...]",
     "Stop one or more running containers", 1, -1, stop_options, 0},
    {"tag", tag_command, "tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
     "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE", 2, 2, none, 0},
    {"top", top_command, "top CONTAINER [ps OPTIONS]",
     "Display the running processes of a container", 1, -1, none, 1},
    {"unpause", unpause_command, "unpause CONTAINER [CONTAINER...]",
     "Unpause all processes within one or more containers", 1, -1, none, 0},
    {"update", update_command, "update [OPTIONS] CONTAINER [CONTAINER...]",
     "Update configuration of one or more containers", 1, -1, update_options, 0},
    {"wait", wait_command, "wait CONTAINER [CONTAINER...]",
     "Block until one or more containers stop, then print their exit codes", 1, -1, none, 0},
    {NULL, NULL, NULL, NULL, 0, 0, NULL, 0}};

static const struct command volume_commands[] = {
    {"volume ls", volume_ls_command, "volume ls [OPTIONS]", "List volumes", 0, 0, volume_ls_options,
     0},
    {"volume create", volume_create_command, "volume create [OPTIONS] [VOLUME]", "Create a volume",
     0, 1, none, 0},
    {"volume inspect", volume_inspect_command, "volume inspect [OPTIONS] VOLUME [VOLUME...]",
     "Display detailed information on one or more volumes", 1, -1, format_options, 0},
    {"volume prune", volume_prune_command, "volume prune [OPTIONS]", "Remove unused local volumes",
     0, 0, volume_prune_options, 0},
    {"volume rm", volume_rm_command, "volume rm [OPTIONS] VOLUME [VOLUME...]",
     "Remove one or more volumes", 1, -1, none, 0},
    {NULL, NULL, NULL, NULL, 0, 0, NULL, 0}};

static const struct command network_commands[] = {
    {"network connect", network_connect_command, "network connect [OPTIONS] NETWORK CONTAINER",
     "Connect a container to a network", 2, 2, network_connect_options, 0},
    {"network create", network_create_command, "network create [OPTIONS] NETWORK",
     "Create a network", 1, 1, network_create_options, 0},
    {"network disconnect", network_disconnect_command,
     "network disconnect [OPTIONS] NETWORK CONTAINER", "Disconnect a container from a network", 2,
     2, network_disconnect_options, 0},
    {"network inspect", network_inspect_command, "network inspect [OPTIONS] NETWORK [NETWORK...]",
     "Display detailed information on one or more networks", 1, -1, format_options, 0},
    {"network ls", network_ls_command, "network ls [OPTIONS]", "List networks", 0, 0,
     network_ls_options, 0},
    {"network prune", network_prune_command, "network prune [OPTIONS]",
     "Remove all unused networks", 0, 0, network_prune_options, 0},
    {"network rm", network_rm_command, "network rm NETWORK [NETWORK...]",
     "Remove one or more networks", 1, -1, network_rm_options, 0},
    {NULL, NULL, NULL, NULL, 0, 0, NULL, 0}};
static const struct option_row builder_prune_options[] = {
    {"force", 'f', 'b', "", "Do not prompt for confirmation"},
    {"all", 'a', 'b', "", "Remove all unused build cache, not just dangling ones"},
    END};
static const struct command builder_prune = {"builder prune",
                                             builder_prune_command,
                                             "builder prune",
                                             "Remove build cache",
                                             0,
                                             0,
                                             builder_prune_options,
                                             0};

static const struct option_row prune_options[] = {
    {"filter", 0, 'l', "filter", "Provide filter values (e.g. \"label=<key>=<value>\")"},
    {"force", 'f', 'b', "", "Do not prompt for confirmation"},
    END};
static const struct option_row image_prune_options[] = {
    {"all", 'a', 'b', "", "Remove all unused images, not just dangling ones"},
    {"filter", 0, 'l', "filter", "Provide filter values (e.g. \"until=<timestamp>\")"},
    {"force", 'f', 'b', "", "Do not prompt for confirmation"},
    {"!volumes", 0, 'b', "", ""},
    END};
static const struct option_row df_options[] = {FORMAT, {"!verbose", 'v', 'b', "", ""}, END};

/* What has no older name of one word. */
static const struct command group_commands[] = {
    {"container prune", container_prune_command, "container prune [OPTIONS]",
     "Remove all stopped containers", 0, 0, prune_options, 0},
    {"image prune", image_prune_command, "image prune [OPTIONS]", "Remove unused images", 0, 0,
     image_prune_options, 0},
    {"system df", system_df_command, "system df [OPTIONS]", "Show docker disk usage", 0, 0,
     df_options, 0},
    {"system events", events_command, "system events [OPTIONS]",
     "Get real time events from the server", 0, 0, events_options, 0},
    {"system info", info_command, "system info [OPTIONS]", "Display system-wide information", 0, 0,
     format_options, 0},
    {"system prune", system_prune_command, "system prune [OPTIONS]", "Remove unused data", 0, 0,
     image_prune_options, 0},
    {NULL, NULL, NULL, NULL, 0, 0, NULL, 0}};

static const struct command image_inspect = {"image inspect",
                                             image_inspect_command,
                                             "image inspect [OPTIONS] IMAGE [IMAGE...]",
                                             "Display detailed information on one or more images",
                                             1,
                                             -1,
                                             format_options,
                                             0};

/* What Docker has and this engine has not. */
static const char *const missing[] = {"context", "login",  "logout", "manifest", "plugin",
                                      "push",    "search", "swarm",  "trust",    NULL};

static int is_missing(const char *name) {
  int i;
  for (i = 0; missing[i]; i++) {
    if (strcmp(missing[i], name) == 0) {
      return 1;
    }
  }
  return 0;
}

static void print_usage(void) {
  static const char *const common[] = {"run", "exec", "ps", "build", "pull", "images", NULL};
  const struct command *one;
  int round, i;
  puts("\nUsage:  docker [OPTIONS] COMMAND\n\nA self-sufficient runtime for containers");
  for (round = 0; round < 2; round++) {
    printf("\n%s:\n", round ? "Commands" : "Common Commands");
    for (one = commands; one->name; one++) {
      int is_common = 0;
      for (i = 0; common[i]; i++) {
        is_common |= strcmp(common[i], one->name) == 0;
      }
      if (is_common != round) {
        printf("  %-11s %s\n", one->name, one->says);
      }
    }
  }
  puts(
      "\nManagement Commands:\n  builder     Manage builds\n"
      "  compose     Docker Compose\n"
      "  container   Manage containers\n  image       Manage images\n"
      "  network     Manage networks\n  system      Manage Docker\n"
      "  volume      Manage volumes\n\n"
      "Global Options:\n  -H, --host list          Daemon socket to connect to\n"
      "  -v, --version            Print version information and quit\n\n"
      "Run 'docker COMMAND --help' for more information on a command.\n");
}

const struct command *command_named(const char *name) {
  const struct command *one;
  for (one = commands; one->name; one++) {
    if (strcmp(one->name, name) == 0) {
      return one;
    }
  }
  return NULL;
}

/* One of a group's own commands, where "list" and "remove" are other words. */
static const struct command *own_command(const struct command *all, const char *name) {
  name = !strcmp(name, "list") ? "ls" : !strcmp(name, "remove") ? "rm" : name;
  for (; all->name; all++) {
    if (strcmp(strchr(all->name, ' ') + 1, name) == 0) {
      return all;
    }
  }
  return NULL;
}

/* "container ls" and "image rm" are older commands under newer names. */
static const struct command *managed(const char *group, const char *name) {
  static const char *const of_images[][2] = {
      {"ls", "images"}, {"list", "images"},   {"rm", "rmi"},      {"history", "history"},
      {"tag", "tag"},   {"pull", "pull"},     {"build", "build"}, {"save", "save"},
      {"load", "load"}, {"import", "import"}, {NULL, NULL}};
  char *whole = format("%s %s", group, name);
  int i;
  for (i = 0; group_commands[i].name; i++) {
    if (strcmp(group_commands[i].name, whole) == 0) {
      return &group_commands[i];
    }
  }
  if (strcmp(group, "system") == 0) {
    return NULL;
  }
  if (strcmp(group, "volume") == 0 || strcmp(group, "network") == 0) {
    return own_command(*group == 'v' ? volume_commands : network_commands, name);
  }
  if (strcmp(group, "builder") == 0 || strcmp(group, "buildx") == 0) {
    return !strcmp(name, "prune")   ? &builder_prune
           : !strcmp(name, "build") ? command_named(name)
                                    : NULL;
  }
  if (strcmp(group, "container") == 0) {
    return command_named(!strcmp(name, "ls") || !strcmp(name, "list") ? "ps" : name);
  }
  if (strcmp(name, "inspect") == 0) {
    return &image_inspect;
  }
  for (i = 0; of_images[i][0]; i++) {
    if (strcmp(of_images[i][0], name) == 0) {
      return command_named(of_images[i][1]);
    }
  }
  return NULL;
}

static int is_help(const char *text) { return !strcmp(text, "--help") || !strcmp(text, "-h"); }

/* The commands of a group that has its own. */
static int print_group(const char *group) {
  const struct command *one = *group == 'v' ? volume_commands : network_commands;
  printf("\nUsage:  docker %s COMMAND\n\nManage %ss\n\nCommands:\n", group, group);
  for (; one->name; one++) {
    printf("  %-11s %s\n", strchr(one->name, ' ') + 1, one->says);
  }
  printf("\nRun 'docker %s COMMAND --help' for more information on a command.\n\n", group);
  return 0;
}

static int dispatch(int count, char **arguments) {
  const struct command *command;
  const char *name = arguments[0], *group = "";
  if ((!strcmp(name, "volume") || !strcmp(name, "network")) &&
      (count == 1 || is_help(arguments[1]))) {
    return print_group(name);
  }
  if ((!strcmp(name, "container") || !strcmp(name, "image") || !strcmp(name, "volume") ||
       !strcmp(name, "network") || !strcmp(name, "system") || !strcmp(name, "builder") ||
       !strcmp(name, "buildx")) &&
      count > 1) {
    group = name;
    command = managed(group, arguments[1]);
    if (!command) {
      fprintf(stderr, "docker: '%s %s' is not a docker command.\nSee 'docker %s --help'\n", group,
              arguments[1], group);
      return 1;
    }
    if (elsewhere) {
      reach(strchr(command->name, ' ') ? arguments[1] : command->name);
    }
    return run_command_of(command, count - 1, arguments + 1);
  }
  if (!strcmp(name, "compose") && count > 1 && is_help(arguments[1])) {
    return print_compose();
  }
  command = strcmp(name, "compose") ? command_named(name) : &compose_row;
  if (command) {
    if (elsewhere) {
      reach(name);
    }
    return run_command_of(command, count, arguments);
  }
  if (is_missing(name)) {
    fprintf(stderr, "docker: this engine does not have '%s' yet.\nSee 'docker --help'\n", name);
    return 1;
  }
  fprintf(stderr, "docker: '%s' is not a docker command.\nSee 'docker --help'\n", name);
  return 1;
}

int main(int count, char **arguments) {
  const char *host = getenv("DOCKER_HOST");
  const char *own = strrchr(arguments[0], '/');
  int at = 1;
  if (!strcmp(own ? own + 1 : arguments[0], "dockerd")) {
    tool = "dockerd";
    return daemon_main(count, arguments);
  }
  if (!strcmp(own ? own + 1 : arguments[0], "docker-proxy")) {
    return proxy_main(count, arguments);
  }
  if (!strcmp(own ? own + 1 : arguments[0], "docker-init")) {
    return reaper_main(count, arguments);
  }
  for (; at < count && arguments[at][0] == '-'; at++) {
    const char *text = arguments[at];
    if (!strcmp(text, "-v") || !strcmp(text, "--version")) {
      printf("Docker version %s, build cloister\n", VERSION);
      return 0;
    }
    if (!strcmp(text, "-H") || !strcmp(text, "--host")) {
      host = at + 1 < count ? arguments[++at] : "";
    } else if (!strcmp(text, "-h") || !strcmp(text, "--help")) {
      print_usage();
      return 0;
    } else {
      fprintf(stderr, "unknown flag: %s\nSee 'docker --help'.\n", text);
      return 125;
    }
  }
  if (at == count) {
    print_usage();
    return 0;
  }
  if (host && *host && !starts_with(host, "unix://")) {
    fprintf(stderr, "Cannot connect to the Docker daemon at %s. Is the docker daemon running?\n",
            host);
    return 1;
  }
  if (host && *host) {
    elsewhere = host + 7;
  } else if (access(ENGINE_ROOT, W_OK | X_OK) < 0) {
    elsewhere = SOCKET_PATH; /* who cannot be the engine asks for it */
  }
  at = dispatch(count - at, arguments + at);
  fflush(stdout);
  return at;
}
