/* The commands, each in the file of its kind. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "docker.h"

typedef int command_function(struct asked *asked);

command_function run_command, create_command;                 /* run.c */
command_function exec_command;                                /* exec.c */
command_function attach_command;                              /* attach.c */
command_function ps_command, images_command, history_command; /* list.c */
command_function stop_command, restart_command, rm_command, kill_command, pause_command,
    unpause_command, start_command, wait_command, rename_command, update_command, tag_command,
    pull_command, commit_command; /* manage.c */
command_function inspect_command, image_inspect_command, diff_command, version_command,
    info_command, top_command;   /* show.c */
command_function events_command; /* events.c */
command_function logs_command;   /* logs.c */
command_function cp_command;     /* copy.c */
command_function volume_ls_command, volume_create_command, volume_inspect_command,
    volume_prune_command, volume_rm_command; /* volumes.c */
command_function network_connect_command, network_create_command, network_disconnect_command,
    network_inspect_command, network_ls_command, network_prune_command,
    network_rm_command;         /* network.c */
command_function stats_command; /* stats.c */
command_function port_command;  /* ports.c */
command_function container_prune_command, image_prune_command, system_prune_command,
    system_df_command; /* prune.c */
long long delete_image(const struct image *image, const char *unnamed,
                       const char *deleted);                  /* rmi.c: how many bytes were freed */
int has_label(const struct json *labels, const char *wanted); /* list.c */
int has_a_name(const struct json *names, const char *id);
int is_agreed(const struct asked *asked, const char *warning); /* prune.c */
int print_freed(long long freed);
command_function rmi_command;                    /* rmi.c */
command_function build_command;                  /* build.c */
command_function builder_prune_command;          /* cached.c */
command_function save_command;                   /* save.c */
command_function load_command;                   /* load.c */
command_function export_command, import_command; /* flat.c */

struct json *blank_container(void);               /* run.c */
extern int composes;                              /* run.c: who refuses is Compose */
struct json *make_container(struct asked *asked); /* run.c: from the options of create */
failure start_again(struct json *container, const struct asked *asked); /* manage.c */
failure pause_one(struct json *container, const struct asked *asked),
    unpause_one(struct json *container, const struct asked *asked);
int start_attached(const struct asked *asked, const char *name, int interactive);
failure rename_container(struct json *container, const char *fresh);
char *label_pairs(const struct json *labels);                                   /* list.c */
struct json *container_row(const struct json *container, int whole, int sized); /* list.c */
int print_top(const struct json *container, const char *options, int least, const char *end);
failure remove_image(const char *text, int force);            /* rmi.c: says what it has removed */
failure create_network(const struct asked *asked, char **id); /* network.c */
failure remove_network(const char *text);
int is_volume(const char *name); /* volumes.c */
void create_volume(const char *name);
failure remove_named_volume(const char *name);
void take_labels(struct json *labels, const struct json *words); /* run.c: NAME=VALUE each */
int is_needed(const char *chain);                          /* rmi.c: of a layer, by an image */
struct json *requested_container(const struct json *body); /* run.c: as the API's request says it */
struct json *image_value(const struct image *image), *info_value(void);    /* show.c */
failure fill_container(struct json *container, const struct image *image); /* fill.c */
void add_volume(struct json *container, const char *name, const char *place,
                int writes); /* run.c */
struct json *environment_of(const struct json *given, const struct json *image);
void warn_of_swap(const char *before);
void refuse_run(const char *text, int helps) __attribute__((noreturn)); /* docker run fails */
void refuse_engine(failure failed, int helps);                          /* if it is one */
void take_logging(struct json *container, const struct asked *asked);   /* logs.c */
void take_limits(struct json *container, const struct asked *asked);    /* limits.c */
struct json *all_variables(const struct asked *asked);                  /* limits.c */
struct json *lines_of_files(const struct asked *asked, const char *option);
void take_networks(struct json *container, const struct asked *asked); /* reach.c */
void take_requested_networks(struct json *container, const struct json *configs);
void take_ports(struct json *container, const struct asked *asked); /* ports.c */
void expose_all(struct json *container, const struct json *ports);
struct json *network_value(const char *text, failure *failed); /* network.c: as it is shown */
int proxy_main(int count, char **arguments);                   /* proxy.c */
int status_of_failure(const char *failed);

extern const struct option_row run_options[], exec_options[]; /* flags.c */

#endif
