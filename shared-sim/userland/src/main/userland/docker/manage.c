/* Commands that do something to containers and images that are there. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "console.h"
#include "events.h"
#include "network.h"
#include "remote.h"

typedef failure act(struct json *container, const struct asked *asked);

/* To each that is named; says its name when it is done. */
static int each(struct asked *asked, act *act, const char *refused) {
  int i;
  for (i = 0; i < asked->count; i++) {
    const char *name = asked->arguments[i];
    failure failed;
    struct json *container = find_container(name, &failed);
    if (container) {
      failed = act(container, asked);
    }
    if (failed) {
      say_failure(refused ? refused : "%s%s", refused ? name : "", failed);
    } else {
      puts(name);
      fflush(stdout);
    }
  }
  return failed_before;
}

static failure stop_one(struct json *container, const struct asked *asked) {
  int given = option_given(asked, "time"), kept = json_get(container, "Config.StopTimeout") != NULL;
  return stop_container(container, given  ? (int)json_integer(asked->values, "time")
                                   : kept ? (int)json_integer(container, "Config.StopTimeout")
                                          : 10);
}

failure start_again(struct json *container, const struct asked *asked) {
  struct start how = {0, json_truth(container, "Config.OpenStdin"), 0, 0, 0, 0, -1, NULL};
  (void)asked;
  if (elsewhere) {
    return start_elsewhere(container);
  }
  return is_running(container) ? NULL : start_container(container, &how, &failed_before);
}

static failure restart_one(struct json *container, const struct asked *asked) {
  failure failed = stop_one(container, asked);
  container = failed ? NULL : find_container(json_text(container, "Id"), &failed);
  failed = failed ? failed : start_again(container, asked);
  if (!failed && !elsewhere) {
    tell_of_container(container, "restart", NULL);
  }
  return failed;
}

static failure remove_one(struct json *container, const struct asked *asked) {
  failure failed;
  if (elsewhere) {
    return remove_elsewhere(container, option_truth(asked, "force"),
                            option_truth(asked, "volumes"));
  }
  failed = remove_container(container, option_truth(asked, "force"));
  if (!failed && option_truth(asked, "volumes")) {
    remove_unnamed_volumes(container);
  }
  return failed;
}

static failure kill_one(struct json *container, const struct asked *asked) {
  const char *name = option_text(asked, "signal");
  int number = *name ? signal_number(name) : SIGKILL;
  failure failed;
  if (number < 0) {
    return format("Invalid signal: %s", name);
  }
  failed = kill_container(container, number);
  if (!failed && number == SIGKILL) {
    await_end(container);
  }
  return failed;
}

failure pause_one(struct json *container, const struct asked *asked) {
  (void)asked;
  if (!is_running(container)) {
    return format("container %s is not running", json_text(container, "Id"));
  }
  if (json_truth(container, "State.Paused")) {
    return format("container %s is already paused", json_text(container, "Id"));
  }
  freeze_group(container, 1);
  json_set_boolean(container, "State.Paused", 1);
  json_set_string(container, "State.Status", "paused");
  tell_of_container(container, "pause", NULL);
  return keep_container(container) < 0 ? format("cannot keep the container") : NULL;
}

failure unpause_one(struct json *container, const struct asked *asked) {
  (void)asked;
  if (!json_truth(container, "State.Paused")) {
    return format("Container %s is not paused", json_text(container, "Id"));
  }
  json_set_boolean(container, "State.Paused", 0);
  json_set_string(container, "State.Status", "running");
  if (keep_container(container) < 0) {
    return format("cannot keep the container");
  }
  freeze_group(container, 0);
  tell_of_container(container, "unpause", NULL);
  return NULL;
}

int stop_command(struct asked *asked) { return each(asked, stop_one, NULL); }

int restart_command(struct asked *asked) { return each(asked, restart_one, NULL); }

int rm_command(struct asked *asked) {
  if (option_truth(asked, "force")) {
    int i;
    for (i = 0; i < asked->count; i++) {
      failure failed;
      struct json *container = find_container(asked->arguments[i], &failed);
      if (container) {
        failed = remove_one(container, asked);
      }
      if (failed) {
        fprintf(stderr, "Error response from daemon: %s\n", failed);
        failed_before |= container != NULL;
      } else {
        puts(asked->arguments[i]);
      }
    }
    return failed_before;
  }
  return each(asked, remove_one, NULL);
}

int kill_command(struct asked *asked) {
  return each(asked, kill_one, "cannot kill container: %s: %s");
}

/* To each, and nobody else changes it meanwhile. */
static int each_alone(struct asked *asked, act *act) {
  int failed;
  lock_store();
  failed = each(asked, act, NULL);
  unlock_store();
  return failed;
}

int pause_command(struct asked *asked) { return each_alone(asked, pause_one); }

int unpause_command(struct asked *asked) { return each_alone(asked, unpause_one); }

int start_attached(const struct asked *asked, const char *name, int interactive) {
  failure failed;
  struct json *container = find_container(name, &failed);
  struct viewer viewer;
  struct start how = {1, interactive, 0, 0, 0, 0, -1, &viewer};
  int status = 0;
  if (elsewhere) {
    refuse_run("this client attaches to nothing over a socket but with run: start -a and -i", 0);
  }
  failed = failed ? failed : read_keys(option_text(asked, "detach-keys"), &viewer);
  if (!failed) {
    tell_of_container(container, "attach", NULL);
    failed = start_container(container, &how, &status);
  }
  if (failed) {
    say_failure("%s", failed);
    fprintf(stderr, "Error: failed to start containers: %s\n", name);
    return 1;
  }
  return status;
}

int start_command(struct asked *asked) {
  char *all = NULL;
  int i;
  if (option_truth(asked, "attach") || option_truth(asked, "interactive")) {
    return start_attached(asked, asked->arguments[0], option_truth(asked, "interactive"));
  }
  for (i = 0; i < asked->count; i++) {
    failure failed;
    struct json *container = find_container(asked->arguments[i], &failed);
    if (container) {
      failed = start_again(container, asked);
    }
    if (failed) {
      say_failure("%s", failed);
      all = all ? format("%s, %s", all, asked->arguments[i]) : format("%s", asked->arguments[i]);
    } else {
      puts(asked->arguments[i]);
      fflush(stdout);
    }
  }
  if (all) {
    fprintf(stderr, "Error: failed to start containers: %s\n", all);
  }
  return failed_before;
}

int wait_command(struct asked *asked) {
  int i;
  for (i = 0; i < asked->count; i++) {
    failure failed;
    struct json *container = find_container(asked->arguments[i], &failed);
    if (!container) {
      say_failure("%s", failed);
    } else {
      printf("%d\n", await_end(container));
    }
  }
  return failed_before;
}

/* While the store is locked. */
failure rename_container(struct json *container, const char *fresh) {
  struct json *before = json_object(), *other;
  failure failed;
  if (!is_name(fresh)) {
    return format("Invalid container name (%s), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed", fresh);
  }
  other = find_container(fresh, &failed);
  if (other) {
    return format(
        "Conflict. The container name \"/%s\" is already in use by container \"%s\". "
        "You have to remove (or rename) that container to be able to reuse that name.",
        fresh, json_text(other, "Id"));
  }
  json_put(before, "oldName", json_get(container, "Name"));
  json_set_string(container, "Name", format("/%s", fresh));
  rename_endpoints(container);
  keep_container(container);
  tell_of_container(container, "rename", before);
  return NULL;
}

int rename_command(struct asked *asked) {
  failure failed;
  struct json *container;
  lock_store();
  container = find_container(asked->arguments[0], &failed);
  if (container) {
    failed = rename_container(container, asked->arguments[1]);
  }
  unlock_store();
  if (failed) {
    say_failure("%s", failed);
    fprintf(stderr, "Error: failed to rename container named %s\n", asked->arguments[0]);
  }
  return failed_before;
}

/* Another restart policy, if one is given and fits the container. */
static failure update_policy(struct json *container, const struct json *policy) {
  failure failed = check_policy(policy);
  if (failed) {
    return failed;
  }
  if (json_truth(container, "HostConfig.AutoRemove") && strcmp(json_text(policy, "Name"), "no")) {
    return format(
        "Cannot update container %s: Restart policy cannot be updated because AutoRemove "
        "is enabled for the container",
        json_text(container, "Id"));
  }
  json_set(container, "HostConfig.RestartPolicy", json_parse(json_line(policy)));
  return NULL;
}

int update_command(struct asked *asked) {
  static const struct {
    const char *option, *path;
  } known[] = {{"memory", "HostConfig.Memory"},
               {"pids-limit", "HostConfig.PidsLimit"},
               {"cpus", "HostConfig.NanoCpus"},
               {"cpu-shares", "HostConfig.CpuShares"}};
  struct json *policy = option_given(asked, "restart") ? json_object() : NULL;
  failure wrong = policy ? read_policy(option_text(asked, "restart"), policy) : NULL;
  int i;
  unsigned j;
  if (wrong) {
    fprintf(stderr, "%s\n", wrong);
    return 1;
  }
  if (!asked->values->count) {
    fputs("you must provide one or more flags when using this command\n", stderr);
    return 1;
  }
  for (i = 0; i < asked->count; i++) {
    failure failed;
    struct json *container;
    lock_store();
    container = find_container(asked->arguments[i], &failed);
    for (j = 0; container && j < sizeof known / sizeof *known; j++) {
      if (option_given(asked, known[j].option)) {
        json_set(container, known[j].path, json_get(asked->values, known[j].option));
      }
    }
    if (container && policy) {
      failed = update_policy(container, policy);
    }
    if (container && !failed) {
      failed = is_running(container) ? set_limits(container) : NULL;
      keep_container(container);
      tell_of_container(container, "update", NULL);
    }
    unlock_store();
    if (failed) {
      say_failure("%s", failed);
    } else {
      puts(asked->arguments[i]);
      if (option_given(asked, "memory")) {
        warn_of_swap("");
      }
    }
  }
  return failed_before;
}

int tag_command(struct asked *asked) {
  struct image image;
  struct reference reference;
  const char *name = asked->arguments[1];
  failure failed = read_reference(name, &reference);
  if (failed) {
    fprintf(stderr, "Error parsing reference: \"%s\" is not a valid repository/tag: %s\n", name,
            failed);
    return 1;
  }
  if (reference.digest) {
    fprintf(stderr, "refusing to create a tag with a digest reference\n");
    return 1;
  }
  if (find_image(asked->arguments[0], &image) < 0) {
    say_failure("No such image: %s", full_name(asked->arguments[0]));
    return 1;
  }
  name_image(full_name(name), image.id);
  tell_of_image(image.id, full_name(name), "tag");
  return 0;
}

int pull_command(struct asked *asked) {
  const char *name = asked->arguments[0];
  struct reference reference;
  failure failed = read_reference(name, &reference);
  if (failed) {
    fprintf(stderr, "%s\n", failed);
    return 1;
  }
  if (!reference.tag && !reference.digest) {
    puts("Using default tag: latest");
    fflush(stdout);
  }
  say_failure("%s", not_pulled());
  return 1;
}

int commit_command(struct asked *asked) {
  failure failed;
  struct json *container = find_container(asked->arguments[0], &failed);
  struct json *changes = json_object(), *lines = option_list(asked, "change"), *more;
  char *id = NULL;
  int i;
  for (i = 0; i < lines->count; i++) {
    const char *line = lines->values[i]->text, *rest = line + strcspn(line, " ");
    char *word = format("%.*s", (int)(rest - line), line);
    struct json *value;
    rest += strspn(rest, " ");
    value = *rest == '[' ? json_parse(rest) : NULL;
    if (!strcasecmp(word, "CMD") || !strcasecmp(word, "ENTRYPOINT")) {
      char *shell[] = {"/bin/sh", "-c", (char *)rest, NULL};
      json_set(changes, strcasecmp(word, "CMD") ? "Entrypoint" : "Cmd",
               value ? value : json_strings(shell));
    } else if (!strcasecmp(word, "ENV") || !strcasecmp(word, "USER") ||
               !strcasecmp(word, "WORKDIR")) {
      json_set_string(changes,
                      !strcasecmp(word, "ENV")    ? "Env"
                      : !strcasecmp(word, "USER") ? "User"
                                                  : "WorkingDir",
                      rest);
    } else {
      say_failure("%s is not a valid change command", word);
      return 1;
    }
  }
  if (container) {
    failed = commit_container(container, asked->arguments[1], option_text(asked, "author"),
                              option_text(asked, "message"), changes, &id);
  }
  if (failed) {
    say_failure("%s", failed);
    return 1;
  }
  more = json_object();
  json_put(more, "comment", json_string(option_text(asked, "message")));
  json_put(more, "imageID", json_string(format("sha256:%s", id)));
  json_put(more, "imageRef", json_string(asked->count > 1 ? full_name(asked->arguments[1]) : ""));
  tell_of_container(container, "commit", more);
  printf("sha256:%s\n", id);
  return 0;
}
