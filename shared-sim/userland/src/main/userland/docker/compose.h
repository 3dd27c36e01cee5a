/* Docker Compose: a project of services, as a file describes it. */
#ifndef COMPOSE_H
#define COMPOSE_H

#include "commands.h"
#include "yaml.h"

#define COMPOSE_VERSION "2.26.1"
#define LABEL "com.docker.compose."

struct project {
  char *name, *folder;
  struct json *files;     /* where it was read, absolute */
  struct json *variables; /* of the environment, and of .env */
  struct json *profiles;  /* those that are active */
  struct json *model;     /* canonical, with all services */
  struct json *active;    /* names of services, in the order in which they start */
};

/* interpolate.c: variables in the texts of a file */
/* Of a file like .env, or of env_file of a service; NULL where there is none. Variables around it
   go before its own where it names some. */
struct json *read_variables(const char *path, const struct json *around, int of_service);
void add_environment(struct json *variables); /* what the environment has goes before */
void interpolate(struct json *value, const struct json *variables, const char *path);
void warn_compose(const char *text);

/* schema.c */
void check_schema(struct json *file, const char *path);

/* canonical.c: one form for each thing that may be said in several */
void make_canonical(struct project *project, struct json *file);
char *scalar_text(const struct json *value); /* NULL for null */
struct json *sorted(const struct json *object);
char *duration_string(long long nanoseconds); /* "1m30s" */

/* forms.c: ports and volumes */
struct json *canonical_ports(const struct json *list, const char *path);
int same_port(const struct json *one, const struct json *other);
struct json *canonical_volumes(const struct project *project, const struct json *list,
                               const char *path);
char *absolute_path(const struct project *project, const char *path);

/* project.c */
struct request {
  struct json *files, *env_files, *profiles;
  const char *name, *folder;
};
struct project *load_project(const struct request *request); /* or the end */
char *project_name(const struct request *request);           /* also where there is no file */
void refuse_project(const char *form, ...) __attribute__((noreturn))
__attribute__((format(printf, 1, 2)));
void merge_models(struct json *into, const struct json *from);

/* order.c */
void check_project(struct project *project);
void choose_services(struct project *project, char **names, int with_dependencies);
struct json *service_of(const struct project *project, const char *name); /* or the end */
struct json *dependencies_of(const struct json *service); /* name -> condition and more */
void drop_unused(struct project *project); /* what no service of an active profile has */

/* service.c: from a service to a container */
long long scale_of(const struct json *service);
char *image_of(const struct project *project, const char *name);
char *config_hash(const struct json *service);
char *container_name_of(const struct project *project, const char *service, long long number);
struct json *make_of_service(const struct project *project, const char *service, long long number,
                             const struct json *replaced);
struct oneoff {
  const char *name; /* of the container, NULL for one like t-web-run-0123456789ab */
  char **command;
  const struct asked *asked;
};
struct json *make_oneoff(const struct project *project, const char *service,
                         const struct oneoff *how);
void build_service(const struct project *project, const char *name, const struct asked *asked);

/* fleet.c: containers of a project */
struct fleet {
  int all, oneoffs; /* also those that have ended; also those of run */
};
struct json *fleet_of(const char *project, char **services, const struct fleet *which);
const char *service_label(const struct json *container);
long long number_label(const struct json *container);
extern int says_nothing; /* of its progress */
void say_step(const char *kind, const char *name, const char *what);
void say_container(const struct json *container, const char *what);
void stop_member(struct json *container, const struct asked *asked);
void remove_member(struct json *container, int volumes);
void stop_all(const struct project *project, char **services, const struct asked *asked);
struct json *again(const struct json *container); /* as it is by now; NULL where it is gone */

/* converge.c */
void converge(struct project *project, const struct asked *asked); /* networks to containers */
/* Those of the active ones that are named, where only these are to start; else all. */
void start_services(struct project *project, char **services, int only_these);
/* Until those that a service needs are as it wants them. */
void await_dependencies(const struct project *project, const struct json *service);
void make_volumes_and_networks(const struct project *project);
int begin_member(struct json *container);

/* follow.c: what containers print */
int show_logs(struct json *containers, const struct asked *asked);
/* Starts the services, and stays until all their containers have ended. */
int start_attached_to(struct project *project, char **services, const struct asked *asked);
void leave_if_interrupted(void);

/* composed.c: what there is of a project */
struct project *known_project(void); /* of its files, or of its containers where it is named */
struct json *fleet_asked(const struct project *project, const struct asked *asked,
                         const struct fleet *which); /* of services that are there, or the end */
struct json *member_of(const struct project *project, const char *service,
                       const struct asked *asked, const struct fleet *which);
command_function compose_images, compose_logs, compose_ls, compose_port, compose_ps, compose_top;

/* takedown.c: what is done to it */
command_function compose_down, compose_exec, compose_kill, compose_pause, compose_restart,
    compose_rm, compose_stop, compose_unpause;

command_function compose_config; /* composefile.c */

/* compose.c */
extern struct request compose_request; /* what the options in front of the command say */
extern const struct command compose_row;
int print_compose(void);

#endif
