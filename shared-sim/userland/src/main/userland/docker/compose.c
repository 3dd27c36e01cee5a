/* docker compose: its command line, and what makes and starts containers. */
#include <stdlib.h>
#include <string.h>

#include "compose.h"

struct request compose_request;

#define END {NULL, 0, 0, NULL, NULL}
#define TIMEOUT {"timeout", 't', 'i', "int", "Specify a shutdown timeout in seconds"}

static const struct option_row none[] = {END};
static const struct option_row global_options[] = {
    {"ansi", 0, 's', "string", "Control when to print ANSI control characters: there are none"},
    {"env-file", 0, 'l', "stringArray", "Specify an alternate environment file"},
    {"file", 'f', 'l', "stringArray", "Compose configuration files"},
    {"profile", 0, 'l', "stringArray", "Specify a profile to enable"},
    {"progress", 0, 's', "string", "Set type of progress output (auto, plain, quiet)"},
    {"project-directory", 0, 's', "string", "Specify an alternate working directory"},
    {"project-name", 'p', 's', "string", "Project name"},
    {"!compatibility", 0, 'b', "", ""},
    {"!dry-run", 0, 'b', "", ""},
    {"!parallel", 0, 'i', "", ""},
    END};
static const struct option_row build_options[] = {
    {"build-arg", 0, 'l', "stringArray", "Set build-time variables for services"},
    {"no-cache", 0, 'b', "", "Do not use cache when building the image"},
    {"quiet", 'q', 'b', "", "Don't print anything to STDOUT"},
    {"!builder", 0, 's', "", ""},
    {"!memory", 'm', 's', "", ""},
    {"!pull", 0, 'b', "", ""},
    {"!push", 0, 'b', "", ""},
    {"!ssh", 0, 's', "", ""},
    {"!with-dependencies", 0, 'b', "", ""},
    END};
static const struct option_row config_options[] = {
    {"format", 0, 's', "string", "Format the output. Values: [yaml | json]"},
    {"hash", 0, 's', "string", "Print the service config hash, one per line"},
    {"images", 0, 'b', "", "Print the image names, one per line"},
    {"quiet", 'q', 'b', "", "Only validate the configuration, don't print anything"},
    {"services", 0, 'b', "", "Print the service names, one per line"},
    {"volumes", 0, 'b', "", "Print the volume names, one per line"},
    {"!no-consistency", 0, 'b', "", ""},
    {"!no-interpolate", 0, 'b', "", ""},
    {"!no-normalize", 0, 'b', "", ""},
    {"!no-path-resolution", 0, 'b', "", ""},
    {"!output", 'o', 's', "", ""},
    {"!profiles", 0, 'b', "", ""},
    {"!resolve-image-digests", 0, 'b', "", ""},
    {"!variables", 0, 'b', "", ""},
    END};
static const struct option_row down_options[] = {
    {"remove-orphans", 0, 'b', "", "Remove containers for services not defined in the file"},
    {"rmi", 0, 's', "string", "Remove images used by services (\"local\" | \"all\")"},
    TIMEOUT,
    {"volumes", 'v', 'b', "", "Remove named volumes of the file, and anonymous ones"},
    END};
static const struct option_row compose_exec_options[] = {
    {"detach", 'd', 'b', "", "Detached mode: Run command in the background"},
    {"env", 'e', 'l', "stringArray", "Set environment variables"},
    {"index", 0, 'i', "int", "Index of the container if service has multiple replicas"},
    {"no-TTY", 'T', 'b', "", "Disable pseudo-TTY allocation"},
    {"privileged", 0, 'b', "", "Give extended privileges to the process"},
    {"user", 'u', 's', "string", "Run the command as this user"},
    {"workdir", 'w', 's', "string", "Path to workdir directory for this command"},
    END};
static const struct option_row quiet_options[] = {
    {"quiet", 'q', 'b', "", "Only display IDs"}, {"!format", 0, 's', "", ""}, END};
static const struct option_row compose_kill_options[] = {
    {"signal", 's', 's', "string", "SIGNAL to send to the container (default \"SIGKILL\")"},
    {"!remove-orphans", 0, 'b', "", ""},
    END};
static const struct option_row compose_logs_options[] = {
    {"follow", 'f', 'b', "", "Follow log output"},
    {"no-color", 0, 'b', "", "Produce monochrome output, as it always is here"},
    {"no-log-prefix", 0, 'b', "", "Don't print prefix in logs"},
    {"since", 0, 's', "string", "Show logs since timestamp or relative (e.g. 42m)"},
    {"tail", 'n', 's', "string", "Number of lines to show from the end of the logs"},
    {"timestamps", 't', 'b', "", "Show timestamps"},
    {"until", 0, 's', "string", "Show logs before a timestamp or relative (e.g. 42m)"},
    {"!index", 0, 'i', "", ""},
    END};
static const struct option_row ls_options[] = {
    {"all", 'a', 'b', "", "Show all stopped Compose projects"},
    {"quiet", 'q', 'b', "", "Only display project names"},
    {"!filter", 0, 'l', "", ""},
    {"!format", 0, 's', "", ""},
    END};
static const struct option_row port_options[] = {
    {"index", 0, 'i', "int", "Index of the container if service has multiple replicas"},
    {"protocol", 0, 's', "string", "tcp or udp (default \"tcp\")"},
    END};
static const struct option_row compose_ps_options[] = {
    {"all", 'a', 'b', "", "Show all stopped containers (including those of run)"},
    {"filter", 0, 'l', "string", "Filter services by a property (supported: status)"},
    {"format", 0, 's', "string", "Format output using a custom template, or json"},
    {"no-trunc", 0, 'b', "", "Don't truncate output"},
    {"quiet", 'q', 'b', "", "Only display IDs"},
    {"services", 0, 'b', "", "Display services"},
    {"status", 0, 'l', "stringArray", "Filter services by status"},
    {"!orphans", 0, 'b', "", ""},
    END};
static const struct option_row timeout_options[] = {TIMEOUT, {"!no-deps", 0, 'b', "", ""}, END};
static const struct option_row compose_rm_options[] = {
    {"force", 'f', 'b', "", "Don't ask to confirm removal"},
    {"stop", 's', 'b', "", "Stop the containers, if required, before removing"},
    {"volumes", 'v', 'b', "", "Remove any anonymous volumes attached to containers"},
    END};
static const struct option_row compose_run_options[] = {
    {"build", 0, 'b', "", "Build image before starting container"},
    {"cap-add", 0, 'l', "list", "Add Linux capabilities"},
    {"cap-drop", 0, 'l', "list", "Drop Linux capabilities"},
    {"detach", 'd', 'b', "", "Run container in background and print container ID"},
    {"entrypoint", 0, 's', "string", "Override the entrypoint of the image"},
    {"env", 'e', 'l', "stringArray", "Set environment variables"},
    {"interactive", 'i', 'b', "", "Keep STDIN open even if not attached"},
    {"label", 'l', 'l', "stringArray", "Add or override a label"},
    {"name", 0, 's', "string", "Assign a name to the container"},
    {"no-TTY", 'T', 'b', "", "Disable pseudo-TTY allocation"},
    {"no-deps", 0, 'b', "", "Don't start linked services"},
    {"publish", 'p', 'l', "stringArray", "Publish a container's port(s) to the host"},
    {"remove-orphans", 0, 'b', "", "Remove containers for services not defined in the file"},
    {"rm", 0, 'b', "", "Automatically remove the container when it exits"},
    {"service-ports", 'P', 'b', "", "Run command with all service's ports enabled"},
    {"use-aliases", 0, 'b', "", "Use the service's network aliases"},
    {"user", 'u', 's', "string", "Run as specified username or uid"},
    {"volume", 'v', 'l', "stringArray", "Bind mount a volume"},
    {"workdir", 'w', 's', "string", "Working directory inside the container"},
    END};
static const struct option_row up_options[] = {
    {"abort-on-container-exit", 0, 'b', "", "Stops all containers if any container was stopped"},
    {"attach", 0, 'l', "stringArray", "Restrict attaching to the specified services"},
    {"build", 0, 'b', "", "Build images before starting containers"},
    {"detach", 'd', 'b', "", "Detached mode: Run containers in the background"},
    {"exit-code-from", 0, 's', "string", "Return the exit code of the selected service"},
    {"force-recreate", 0, 'b', "", "Recreate containers even if nothing has changed"},
    {"no-attach", 0, 'l', "stringArray", "Do not attach to the specified services"},
    {"no-build", 0, 'b', "", "Don't build an image, even if it's policy"},
    {"no-color", 0, 'b', "", "Produce monochrome output, as it always is here"},
    {"no-deps", 0, 'b', "", "Don't start linked services"},
    {"no-log-prefix", 0, 'b', "", "Don't print prefix in logs"},
    {"no-recreate", 0, 'b', "", "If containers already exist, don't recreate them"},
    {"no-start", 0, 'b', "", "Don't start the services after creating them"},
    {"quiet-pull", 0, 'b', "", "Pull without printing progress information"},
    {"remove-orphans", 0, 'b', "", "Remove containers for services not defined in the file"},
    {"scale", 0, 'l', "scale", "Scale SERVICE to NUM instances"},
    TIMEOUT,
    {"timestamps", 0, 'b', "", "Show timestamps"},
    {"wait", 0, 'b', "", "Wait for services to be running|healthy. Implies detached mode"},
    {"!always-recreate-deps", 0, 'b', "", ""},
    {"!attach-dependencies", 0, 'b', "", ""},
    {"!pull", 0, 's', "", ""},
    {"!renew-anon-volumes", 'V', 'b', "", ""},
    {"!wait-timeout", 0, 'i', "", ""},
    {"!watch", 0, 'b', "", ""},
    END};
static const struct option_row version_options[] = {
    {"format", 'f', 's', "string", "Format the output. Values: [pretty | json]"},
    {"short", 0, 'b', "", "Shows only Compose's version number"},
    END};

static int compose_build(struct asked *asked) {
  struct project *project = load_project(&compose_request);
  int i;
  choose_services(project, asked->arguments, 0);
  for (i = 0; i < project->active->count; i++) {
    const char *name = project->active->values[i]->text;
    if (json_member(service_of(project, name), "build")) {
      build_service(project, name, asked);
    }
  }
  return 0;
}

/* "web=3" of --scale, in place of what the file says. */
static void take_scales(struct project *project, const struct asked *asked) {
  const struct json *list = option_list(asked, "scale");
  int i;
  for (i = 0; i < list->count; i++) {
    const char *text = list->values[i]->text, *sign = strchr(text, '=');
    char *end;
    long number = sign ? strtol(sign + 1, &end, 10) : -1;
    if (number < 0 || !sign[1] || *end) {
      fprintf(stderr, "invalid --scale option %s. Should be SERVICE=NUM\n",
              json_line(json_string(text)));
      exit(1);
    }
    json_set_number(service_of(project, format("%.*s", (int)(sign - text), text)), "scale", number);
  }
}

static void check_up(const struct asked *asked) {
  static const char *const pairs[][2] = {{"detach", "abort-on-container-exit"},
                                         {"detach", "attach"},
                                         {"force-recreate", "no-recreate"},
                                         {"build", "no-build"}};
  unsigned i;
  for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (option_given(asked, pairs[i][0]) && option_given(asked, pairs[i][1])) {
      fprintf(stderr, "--%s and --%s are incompatible\n", pairs[i][0], pairs[i][1]);
      exit(1);
    }
  }
}

/* Until all are healthy, or at least run. */
static void await_health(const struct project *project) {
  struct project waiting = *project;
  struct json *all = json_object(), *one = json_object();
  int i;
  for (i = 0; i < project->active->count; i++) {
    const char *name = project->active->values[i]->text;
    if (json_get(service_of(project, name), "healthcheck.test")) {
      struct json *how = json_object();
      json_set_string(how, "condition", "service_healthy");
      json_set_boolean(how, "required", 1);
      json_put(all, name, how);
    }
  }
  json_put(one, "depends_on", all);
  await_dependencies(&waiting, one);
}

static int compose_up(struct asked *asked) {
  struct project *project = load_project(&compose_request);
  int detached = option_truth(asked, "detach") || option_truth(asked, "wait");
  check_up(asked);
  choose_services(project, asked->arguments, !option_truth(asked, "no-deps"));
  if (!project->active->count) {
    fputs("no service selected\n", stderr);
    return 1;
  }
  take_scales(project, asked);
  converge(project, asked);
  if (option_truth(asked, "no-start")) {
    return 0;
  }
  if (!detached) {
    return start_attached_to(project, asked->arguments, asked);
  }
  start_services(project, NULL, 0);
  if (option_truth(asked, "wait")) {
    await_health(project);
  }
  return 0;
}

static int compose_create(struct asked *asked) {
  struct project *project = load_project(&compose_request);
  choose_services(project, asked->arguments, 1);
  take_scales(project, asked);
  converge(project, asked);
  return 0;
}

static int compose_start(struct asked *asked) {
  static const struct fleet everything = {1, 0};
  struct project *project = load_project(&compose_request);
  int i;
  for (i = 0; i < asked->count; i++) {
    char *one[2] = {asked->arguments[i], NULL};
    service_of(project, one[0]);
    if (!fleet_of(project->name, one, &everything)->count) {
      fprintf(stderr, "service \"%s\" has no container to start\n", one[0]);
      return 1;
    }
  }
  start_services(project, asked->arguments, 1);
  return 0;
}

/* One more container of a service, for one command. */
static int compose_run(struct asked *asked) {
  struct project *project = load_project(&compose_request);
  char *service[2] = {asked->arguments[0], NULL};
  struct oneoff how = {NULL, asked->arguments + 1, asked};
  struct json *container, *needed = json_array();
  struct image image;
  int i;
  choose_services(project, service, 1);
  for (i = 0; i < project->active->count; i++) {
    if (strcmp(project->active->values[i]->text, service[0]) && !option_truth(asked, "no-deps")) {
      json_push(needed, project->active->values[i]);
    }
  }
  if (json_member(service_of(project, service[0]), "build") &&
      (option_truth(asked, "build") || find_image(image_of(project, service[0]), &image) < 0)) {
    build_service(project, service[0], asked);
  }
  make_volumes_and_networks(project);
  project->active = needed;
  converge(project, asked);
  start_services(project, NULL, 0);
  if (!option_truth(asked, "no-deps")) {
    await_dependencies(project, service_of(project, service[0]));
  }
  how.name = option_given(asked, "name") ? option_text(asked, "name") : NULL;
  container = make_oneoff(project, service[0], &how);
  if (option_truth(asked, "detach")) {
    failure failed = start_again(container, NULL);
    if (failed) {
      say_failure("%s", failed);
      return 1;
    }
    puts(container_name(container));
    return 0;
  }
  fflush(stdout);
  return start_attached(asked, json_text(container, "Id"), 1);
}

static int compose_version(struct asked *asked) {
  if (option_truth(asked, "short")) {
    puts(COMPOSE_VERSION);
  } else if (!strcmp(option_text(asked, "format"), "json")) {
    puts("{\"version\":\"v" COMPOSE_VERSION "\"}");
  } else {
    puts("Docker Compose version v" COMPOSE_VERSION);
  }
  return 0;
}

static const struct option_row create_options[] = {
    {"build", 0, 'b', "", "Build images before starting containers"},
    {"force-recreate", 0, 'b', "", "Recreate containers even if nothing has changed"},
    {"no-build", 0, 'b', "", "Don't build an image, even if it's policy"},
    {"no-recreate", 0, 'b', "", "If containers already exist, don't recreate them"},
    {"remove-orphans", 0, 'b', "", "Remove containers for services not defined in the file"},
    {"scale", 0, 'l', "scale", "Scale SERVICE to NUM instances"},
    {"!pull", 0, 's', "", ""},
    END};

static const struct command rows[] = {
    {"compose build", compose_build, "compose build [OPTIONS] [SERVICE...]",
     "Build or rebuild services", 0, -1, build_options, 0},
    {"compose config", compose_config, "compose config [OPTIONS] [SERVICE...]",
     "Parse, resolve and render compose file in canonical format", 0, -1, config_options, 0},
    {"compose create", compose_create, "compose create [OPTIONS] [SERVICE...]",
     "Creates containers for a service", 0, -1, create_options, 0},
    {"compose down", compose_down, "compose down [OPTIONS] [SERVICES]",
     "Stop and remove containers, networks", 0, -1, down_options, 0},
    {"compose exec", compose_exec, "compose exec [OPTIONS] SERVICE COMMAND [ARGS...]",
     "Execute a command in a running container", 2, -1, compose_exec_options, 1},
    {"compose images", compose_images, "compose images [OPTIONS] [SERVICE...]",
     "List images used by the created containers", 0, -1, quiet_options, 0},
    {"compose kill", compose_kill, "compose kill [OPTIONS] [SERVICE...]",
     "Force stop service containers", 0, -1, compose_kill_options, 0},
    {"compose logs", compose_logs, "compose logs [OPTIONS] [SERVICE...]",
     "View output from containers", 0, -1, compose_logs_options, 0},
    {"compose ls", compose_ls, "compose ls [OPTIONS]", "List running compose projects", 0, 0,
     ls_options, 0},
    {"compose pause", compose_pause, "compose pause [SERVICE...]", "Pause services", 0, -1, none,
     0},
    {"compose port", compose_port, "compose port [OPTIONS] SERVICE PRIVATE_PORT",
     "Print the public port for a port binding", 2, 2, port_options, 0},
    {"compose ps", compose_ps, "compose ps [OPTIONS] [SERVICE...]", "List containers", 0, -1,
     compose_ps_options, 0},
    {"compose restart", compose_restart, "compose restart [OPTIONS] [SERVICE...]",
     "Restart service containers", 0, -1, timeout_options, 0},
    {"compose rm", compose_rm, "compose rm [OPTIONS] [SERVICE...]",
     "Removes stopped service containers", 0, -1, compose_rm_options, 0},
    {"compose run", compose_run, "compose run [OPTIONS] SERVICE [COMMAND] [ARGS...]",
     "Run a one-off command on a service", 1, -1, compose_run_options, 1},
    {"compose start", compose_start, "compose start [SERVICE...]", "Start services", 0, -1, none,
     0},
    {"compose stop", compose_stop, "compose stop [OPTIONS] [SERVICE...]", "Stop services", 0, -1,
     timeout_options, 0},
    {"compose top", compose_top, "compose top [SERVICES...]", "Display the running processes", 0,
     -1, none, 0},
    {"compose unpause", compose_unpause, "compose unpause [SERVICE...]", "Unpause services", 0, -1,
     none, 0},
    {"compose up", compose_up, "compose up [OPTIONS] [SERVICE...]", "Create and start containers",
     0, -1, up_options, 0},
    {"compose version", compose_version, "compose version [OPTIONS]",
     "Show the Docker Compose version information", 0, 0, version_options, 0},
    {NULL, NULL, NULL, NULL, 0, 0, NULL, 0}};

static int is_missing(const char *name) {
  static const char *const missing[] = {"alpha", "attach", "cp",   "events", "pull", "push",
                                        "scale", "stats",  "wait", "watch",  NULL};
  int i;
  for (i = 0; missing[i] && strcmp(missing[i], name); i++) {
  }
  return missing[i] != NULL;
}

static void print_rows_of(const struct option_row *row) {
  for (; row->name; row++) {
    if (*row->name != '!') {
      char *names = row->letter ? format("  -%c, --%s %s", row->letter, row->name, row->shown)
                                : format("      --%s %s", row->name, row->shown);
      printf("%-34s %s\n", names, row->says);
    }
  }
}

int print_compose(void) {
  const struct command *one;
  puts(
      "\nUsage:  docker compose [OPTIONS] COMMAND\n\n"
      "Define and run multi-container applications with Docker\n\nOptions:");
  print_rows_of(global_options);
  puts("\nCommands:");
  for (one = rows; one->name; one++) {
    printf("  %-11s %s\n", one->name + 8, one->says);
  }
  puts("\nRun 'docker compose COMMAND --help' for more information on a command.\n");
  return 0;
}

int compose_command(struct asked *asked) {
  const struct command *one;
  const char *name = asked->arguments[0];
  compose_request.files = option_list(asked, "file");
  compose_request.env_files = option_list(asked, "env-file");
  compose_request.profiles = option_list(asked, "profile");
  compose_request.name =
      option_given(asked, "project-name") ? option_text(asked, "project-name") : NULL;
  compose_request.folder =
      option_given(asked, "project-directory") ? option_text(asked, "project-directory") : NULL;
  says_nothing = !strcmp(option_text(asked, "progress"), "quiet");
  if (!name) {
    return print_compose();
  }
  for (one = rows; one->name && strcmp(one->name + 8, name); one++) {
  }
  if (one->name) {
    return run_command_of(one, asked->count, asked->arguments);
  }
  fflush(stdout);
  if (is_missing(name)) {
    fprintf(stderr,
            "docker: this engine does not have 'compose %s' yet.\n"
            "See 'docker compose --help'\n",
            name);
  } else {
    fprintf(stderr, "unknown docker command: \"compose %s\"\n", name);
  }
  return 1;
}

const struct command compose_row = {"compose",
                                    compose_command,
                                    "compose [OPTIONS] COMMAND",
                                    "Define and run multi-container applications with Docker",
                                    0,
                                    -1,
                                    global_options,
                                    1};
