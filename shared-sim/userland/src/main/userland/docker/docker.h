/* What the parts of the engine and of its command line have in common. */
#ifndef DOCKER_H
#define DOCKER_H

#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include "json.h"

#define VERSION "26.1.5"
#define API_VERSION "1.45"
#define ENGINE_ROOT "/var/lib/docker"
#define RUN_ROOT "/run/docker"
#define GROUPS "/sys/fs/cgroup"
#define DEFAULT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
#define ID_LENGTH 64
#define SHORT_ID 12

/* text.c */
void *allocate(size_t bytes);
void *reallocate(void *memory, size_t bytes);
char *format(const char *form, ...) __attribute__((format(printf, 1, 2)));
char *read_file(const char *path); /* NULL where it cannot be read */
/* The same of "-", too; whether it could be read. The text is NULL where a byte of it is 0. */
int read_whole(const char *path, char **text);
int write_file(const char *path, const char *text, int mode);
int make_folders(const char *path); /* all that are missing on the way to it */
int remove_tree(const char *path);
char *replaced(const char *text, const char *what, const char *with);
int starts_with(const char *text, const char *beginning);
const char *reason(int error); /* as Go's library says it */

/* A failure is a sentence, success is NULL. */
typedef char *failure;

/* time.c */
char *time_now(void);             /* as 2006-01-02T15:04:05.123456789Z */
char *time_ago(const char *time); /* as "8 seconds" */
char *duration_text(long long seconds);
long long seconds_of(const char *time);
/* Of the unit in front, with its length: "ms"; 0 for what is none. */
double duration_unit(const char *text, size_t *length);
long long nanoseconds_of(const char *text);    /* of "1m30s"; -1 for what is no such time */
char *size_text(long long bytes, int decimal); /* "2.02MB", or "20MiB" */
int parse_size(const char *text, long long *bytes);

/* names.c */
char *random_id(void);
char *random_name(void);
int is_name(const char *text);

/* valid.c: what is wrong with a value of a list, and the value as it is taken */
failure check_value(const char *option, const char *value, char **taken);

/* reference.c */
struct reference {
  char *name, *tag, *digest; /* as people say it; no tag and no digest are NULL */
};
size_t host_length(const char *text); /* of a computer's name before the first slash, or 0 */
failure read_reference(const char *text, struct reference *reference);

/* images.c */
struct image {
  char *id; /* 64 digits */
  struct json *config;
};
int find_image(const char *text, struct image *image); /* by name or by the beginning of its id */
struct json *repositories(void);                       /* "busybox:latest" -> "sha256:..." */
void write_repositories(const struct json *all);
char *image_layers(const struct image *image); /* folders, the uppermost first, colons between */
long long image_size(const struct image *image);
char *full_name(const char *text); /* with its tag */
failure not_pulled(void);          /* why nothing can be fetched */
void name_image(const char *name, const char *id);
long long layer_size(const struct image *image, int at); /* of the layer of a step of its history */
char *layer_folder(const char *chain); /* where a layer lies; NULL where there is none */
struct json *chains_of(const struct image *image); /* names of its layers, from the lowest */
void forget_layer(const char *chain);
void forget_image(const char *id);
struct json *all_images(void); /* their ids */
failure add_image(struct json *config, const char *top_layer, const char *name, char **id);
failure add_layer(struct json *config, const char *place); /* its folder's name in the store */
failure keep_image(const struct json *config, char **id);
failure keep_text(const char *line, char **id); /* of a configuration, as it is */
char *chain_of(const char *below, const char *layer);
void keep_layer(const char *chain, const char *below, const char *layer, const char *place,
                long long size);

/* store.c */
struct json *all_containers(void); /* an array, the newest first */
struct json *find_container(const char *text, failure *failed);
char *container_folder(const struct json *container);
char *container_file(const char *id, const char *name);
int keep_container(const struct json *container);
int is_running(const struct json *container);
const char *container_name(const struct json *container); /* without the slash */
char *status_text(const struct json *container);
char *command_text(const struct json *container);

/* inside.c */
char *inside(const char *root, const char *path); /* NULL where links lead in a circle */

/* lock.c: held where what is kept is read, changed and written; once more by who holds it */
void lock_store(void);
void unlock_store(void);

/* lost.c */
int is_lost(const struct json *container); /* kept as running, and nothing watches it */
void bury(struct json *container);
void kill_all_of(const struct json *container); /* all processes of its group */

/* layers.c */
failure mount_root(struct json *container);
void unmount_root(const struct json *container);
failure prepare_layers(struct json *container, const char *lower);
void remove_layers(const struct json *container);
long long tree_size(const char *path);
int print_changes(const struct json *container);
int copy_file(const char *from, const char *to);
int copy_tree(const char *from, const char *to);
int make_folder(const char *path); /* or there is one already, which is no link to one */

/* snapshot.c: layers under a new one that is written */
failure open_snapshot(struct json *snapshot, const char *lower);
void drop_snapshot(const struct json *snapshot);
failure keep_written(const struct json *snapshot, struct json *config); /* as one more layer */

/* containers.c */
int signal_number(const char *text); /* -1 for none */
failure create_container(struct json *container, const struct image *image);
failure remove_container(struct json *container, int force);
failure kill_container(struct json *container, int number);
failure stop_container(struct json *container, int seconds);
int await_end(const struct json *container); /* its exit status */
failure commit_container(struct json *container, const char *name, const char *author,
                         const char *message, struct json *changes, char **id);

/* logs.c */
failure check_logging(const struct json *container);

/* volumes.c */
failure check_volume_name(const char *name);
void remove_unnamed_volumes(const struct json *container); /* of one that is removed */

/* shim.c */
struct start {
  int attached, interactive, tty;
  int waited;            /* milliseconds, when its policy starts it again; else 0 */
  int mutes;             /* streams that nobody is attached to: 1 output, 2 errors */
  int keeps_signals;     /* they are not passed on */
  int door;              /* with a terminal: the shim's end of what leads to who looks on, or -1 */
  struct viewer *viewer; /* who looks on, or NULL */
};
void forward_signal(int number, int pid); /* from now on */
char *run_file(const struct json *container, const char *name);
failure start_container(struct json *container, const struct start *how, int *status);

/* policy.c */
failure read_policy(const char *text, struct json *policy);
failure check_policy(const struct json *policy);
int is_restarting(const struct json *container); /* it has ended, and its policy waits */
void mark_stopped(struct json *container);       /* somebody wants it to end, and to stay so */
void forget_stop(const struct json *container);
/* by the shim of one that has ended, which was started after a wait of so many milliseconds */
void start_later(const char *id, int waited, time_t began);

/* stage.c: what is done in the new process, on the way to the program */
struct stage {
  const struct json *container;
  const char *root;
  int report;       /* where a failure is told; closed by the program that starts */
  int go;           /* read to its end before it begins */
  int door;         /* where the other end of its terminal goes; -1 without one */
  int network, ipc; /* of another container, to be joined; -1 for none */
};
int begin_stage(void *stage);
void become_program(const struct json *config, const struct json *host, char *const *command,
                    int report) __attribute__((noreturn));
int all_read(int from, char **text);

/* limits.c */
void set_resource_limits(const struct json *all);

/* profile.c */
unsigned long long default_capabilities(void);
int set_default_filter(unsigned long long allowed);
failure change_capabilities_by(const struct json *host, unsigned long long *all);

/* cgroups.c */
int has_swap_limit(void);
failure make_group(const struct json *container);
failure enter_group(const struct json *container, int pid);
void remove_group(const struct json *container);
int group_has_been_out_of_memory(const struct json *container);
failure set_limits(const struct json *container);
void freeze_group(const struct json *container, int frozen);

/* main.c */
void say_failure(const char *form, ...) __attribute__((format(printf, 1, 2)));
extern int failed_before; /* something has been refused: the status is 1 */

/* options.c */
struct option_row {
  const char *name; /* with "!" in front where Docker has it and we do not */
  char letter;
  char kind; /* b boolean, s string, l list, i number, m size in bytes, c decimal number */
  const char *shown;
  const char *says;
};
struct asked {
  const struct option_row *rows;
  struct json *values;
  char **arguments;
  int count;
};
struct command {
  const char *name;
  int (*run)(struct asked *asked);
  const char *usage, *says;
  int least, most; /* arguments; -1 any number */
  const struct option_row *options;
  int stops; /* options end at the first argument */
};
extern const struct command commands[];
const struct command *command_named(const char *name); /* main.c; NULL for none */
void refuse_flag(const char *flag, const char *value, const char *why);
int run_command_of(const struct command *command, int count, char **arguments);
const char *option_text(const struct asked *asked, const char *name);
int option_truth(const struct asked *asked, const char *name);
struct json *option_list(const struct asked *asked, const char *name);
int option_given(const struct asked *asked, const char *name);

#endif
