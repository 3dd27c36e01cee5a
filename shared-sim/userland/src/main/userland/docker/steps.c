/* Steps that make a layer: RUN and WORKDIR here, COPY and ADD in place.c. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "build.h"
#include "commands.h"

/* The line with its variables filled in, as far as that says more. */
static char *shown(const struct build *build, const struct part *part,
                   const struct instruction *one) {
  struct variables variables = variables_of(build, part);
  const char *rest = one->text + strcspn(one->text, " \t");
  char *text;
  variables.raw = 1;
  return format("%s%s", one->name, expand_word(rest, &variables, &text) ? rest : text);
}

void announce(const struct build *build, struct part *part, const struct instruction *one) {
  int several = build->count > 1, index = (int)(part - build->parts);
  char *name = part->name ? format("%s ", part->name)
               : several  ? format("stage-%d ", index)
                          : format("%s", "");
  int width = snprintf(NULL, 0, "%d", part->steps);
  part->step++;
  begin_step("[%s%*d/%d] %s", name, width, part->step, part->steps,
             one ? shown(build, part, one) : format("FROM %s", canonical_name(part->base)));
}

/* A container as RUN has it, never started before. */
static struct json *container_for(const struct build *build, const struct part *part,
                                  const struct instruction *one, const struct json *command) {
  struct json *container = blank_container(), *variables = json_array();
  const struct json *own = json_get(part->config, "config.Env");
  const char *network = flag_of(one, "network");
  int i;
  for (i = 0; i < part->arguments->count; i++) {
    json_push(variables, part->arguments->values[i]);
  }
  for (i = 0; i < own->count; i++) {
    const char *text = own->values[i]->text, *sign = strchr(text, '=');
    set_variable(variables, format("%.*s", (int)(sign - text), text), sign + 1);
  }
  network = network ? network : build->network;
  if (network && strcmp(network, "default")) {
    json_set_string(container, "HostConfig.NetworkMode", network);
  }
  json_set_string(container, "Path", command->values[0]->text);
  for (i = 1; i < command->count; i++) {
    json_push(json_get(container, "Args"), command->values[i]);
  }
  json_set_string(container, "Config.Hostname", "buildkitsandbox");
  json_set(container, "Config.Cmd", json_parse(json_line(command)));
  json_set(container, "Config.Env", variables);
  json_set_string(container, "Config.User", json_text(part->config, "config.User"));
  json_set_string(container, "Config.WorkingDir", json_text(part->config, "config.WorkingDir"));
  return container;
}

/* Runs it to its end, and shows each line that it prints. */
static int run_watched(struct json *container, char **failed) {
  int out[2], tell[2], child, status = 0;
  char *line = NULL;
  size_t room = 0;
  FILE *lines;
  if (pipe2(out, O_CLOEXEC) < 0 || pipe2(tell, O_CLOEXEC) < 0) {
    *failed = format("pipe: %s", reason(errno));
    return 1;
  }
  fflush(NULL);
  child = fork();
  if (child == 0) {
    struct start how = {1, 0, 0, 0, 0, 0, -1, NULL};
    failure why;
    dup2(out[1], 1);
    dup2(out[1], 2);
    close(out[0]);
    why = start_container(container, &how, &status);
    if (why) {
      dprintf(tell[1], "%s", why);
    }
    _exit(status);
  }
  close(out[1]);
  close(tell[1]);
  lines = fdopen(out[0], "r");
  while (getline(&line, &room, lines) >= 0) {
    line[strcspn(line, "\r\n")] = 0;
    step_prints(line);
  }
  fclose(lines);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  all_read(tell[0], failed);
  close(tell[0]);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char *words_text(const struct json *words) {
  char *all = format("%s", "");
  int i;
  for (i = 0; i < words->count; i++) {
    all = format("%s%s%s", all, i ? " " : "", words->values[i]->text);
  }
  return all;
}

/* What RUN starts; a document alone is a script, another one is the shell's to read. */
static struct json *run_command_words(const struct part *part, const struct instruction *one) {
  struct json *command = json_array();
  char *script = format("%s", one->rest);
  int i;
  if (one->is_list) {
    return one->words;
  }
  for (i = 0; i < part->shell->count; i++) {
    json_push(command, part->shell->values[i]);
  }
  if (one->document_count == 1 && starts_with(one->rest, "<<") && !strpbrk(one->rest, " \t")) {
    script = one->documents[0].content;
  } else {
    for (i = 0; i < one->document_count; i++) {
      script = format("%s\n%s%s", script, one->documents[i].content, one->documents[i].name);
    }
  }
  json_push(command, json_string(script));
  return command;
}

static failure run_in(const struct build *build, struct part *part, const struct instruction *one,
                      const struct json *command) {
  struct image image = {format("%s", ""), part->config};
  struct json *container = container_for(build, part, one, command);
  char *why = NULL;
  const char *text = words_text(command);
  failure failed = create_container(container, &image);
  int status = failed ? 0 : run_watched(container, &why);
  if (failed) {
    return failed;
  }
  if (*why && starts_with(why, "failed to create task")) { /* what the runtime itself says */
    const char *from = strstr(why, "unable to start container process");
    step_prints(format("runc run failed: %s", from ? from : why));
    status = 1;
  }
  if (status || *why) {
    remove_container(container, 1);
    return status
               ? format("process \"%s\" did not complete successfully: exit code: %d", text, status)
               : format("process \"%s\" did not complete successfully: %s", text, why);
  }
  lock_store();
  failed = keep_written(container, part->config);
  remove_container(container, 1);
  unlock_store();
  return failed;
}

static failure run_step(const struct build *build, struct part *part,
                        const struct instruction *one) {
  struct json *what = json_array(), *command = run_command_words(part, one);
  const char *network = flag_of(one, "network");
  char *key, *created, *made = format("RUN ");
  int i;
  json_push(what, json_string("run"));
  json_push(what, command);
  json_push(what, part->arguments);
  json_push(what, json_get(part->config, "config.Env"));
  json_push(what, json_string(json_text(part->config, "config.User")));
  json_push(what, json_string(json_text(part->config, "config.WorkingDir")));
  json_push(what, json_string(network ? network : build->network ? build->network : ""));
  if (part->arguments->count) {
    made = format("%s|%d ", made, part->arguments->count);
    for (i = 0; i < part->arguments->count; i++) {
      made = format("%s%s ", made, part->arguments->values[i]->text);
    }
  }
  made = format("%s%s # buildkit", made, words_text(command));
  key = cache_key(part, what);
  announce(build, part, one);
  if (take_cached(build, part, key, &created)) {
    step_is_cached();
  } else {
    failure failed = run_in(build, part, one, command);
    if (failed) {
      return step_failed(failed);
    }
    created = time_now();
    keep_cached(part, key, created);
    end_step();
  }
  note_history(part, made, created, 0);
  return NULL;
}

static failure make_place(struct part *part, const char *path) {
  struct image image = {NULL, part->config};
  struct json *snapshot = json_object();
  failure failed = open_snapshot(snapshot, image_layers(&image));
  char *place = failed ? NULL : inside(json_text(snapshot, "GraphDriver.Data.MergedDir"), path);
  if (!failed && (!place || make_folders(place) < 0)) {
    failed = format("mkdir %s: %s", path, reason(errno));
  }
  if (!failed) {
    failed = keep_written(snapshot, part->config);
  }
  drop_snapshot(snapshot);
  return failed;
}

static failure go_to(struct build *build, struct part *part, const struct instruction *one,
                     int real) {
  struct variables variables = variables_of(build, part);
  struct json *what = json_array();
  char *path, *key, *created;
  const char *now = json_text(part->config, "config.WorkingDir");
  failure failed = expand_word(one->rest, &variables, &path);
  if (failed) {
    return failed;
  }
  path = format("/%s", cleaned_path(*path == '/' ? path : format("%s/%s", now, path)));
  if (!real) {
    json_set_string(part->config, "config.WorkingDir", path);
    return NULL;
  }
  announce(build, part, one);
  json_set_string(part->config, "config.WorkingDir", path);
  json_push(what, json_string("mkdir"));
  json_push(what, json_string(path));
  key = cache_key(part, what);
  if (take_cached(build, part, key, &created)) {
    step_is_cached();
  } else {
    lock_store();
    failed = make_place(part, path);
    unlock_store();
    if (failed) {
      return step_failed(failed);
    }
    created = time_now();
    keep_cached(part, key, created);
    end_step();
  }
  note_history(part, format("WORKDIR %s", path), created, 0);
  return NULL;
}

failure take_step(struct build *build, struct part *part, const struct instruction *one, int real) {
  const char *name = one->name;
  failure failed;
  if (!strcmp(name, "FROM")) {
    if (!real) {
      part->steps = part->base_part < 0 && strcmp(part->base, "scratch") ? 1 : 0;
      part->step = 0;
    } else if (part->steps && part->base_part < 0 && strcmp(part->base, "scratch")) {
      announce(build, part, NULL);
      if (was_taken(part)) {
        step_is_cached();
      } else {
        end_step();
      }
    }
    if (real) {
      load_context(build);
    }
    return NULL;
  }
  if (!strcmp(name, "WORKDIR")) {
    part->steps += !real;
    failed = go_to(build, part, one, real);
  } else if (!strcmp(name, "RUN") || !strcmp(name, "COPY") || !strcmp(name, "ADD")) {
    part->steps += !real;
    failed = !real                  ? NULL
             : !strcmp(name, "RUN") ? run_step(build, part, one)
                                    : copy_step(build, part, one);
  } else {
    failed = set_up(build, part, one);
  }
  return failed ? not_right(build, one, failed) : NULL;
}
