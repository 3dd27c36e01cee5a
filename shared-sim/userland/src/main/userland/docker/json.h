/* Values as JSON has them: what containers and images are kept and shown as. */
#ifndef JSON_H
#define JSON_H

#include <stdio.h>

enum kind { NULL_VALUE, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT };

struct json {
  enum kind kind;
  char *text; /* of a string; a number's digits */
  int truth;
  int count, room;
  char **names; /* of an object's members */
  struct json **values;
};

struct json *json_null(void);
struct json *json_boolean(int truth);
struct json *json_number(long long number);
struct json *json_string(const char *text); /* NULL is an empty one */
struct json *json_array(void);
struct json *json_object(void);
struct json *json_strings(char *const *texts); /* up to a NULL */

void json_push(struct json *array, struct json *value);

/* Adds a member or replaces it; the path of a member in a member has dots. */
void json_set(struct json *object, const char *path, struct json *value);

/* The same by a name as it stands, whatever dots it has. */
void json_put(struct json *object, const char *name, struct json *value);
struct json *json_member(const struct json *object, const char *name); /* NULL for none */

void json_set_string(struct json *object, const char *path, const char *text);
void json_set_number(struct json *object, const char *path, long long number);
void json_set_boolean(struct json *object, const char *path, int truth);

/* NULL where there is none. */
struct json *json_get(const struct json *object, const char *path);
const char *json_text(const struct json *object, const char *path); /* "" where there is none */
long long json_integer(const struct json *object, const char *path);
int json_truth(const struct json *object, const char *path);
int json_count(const struct json *object, const char *path);
void json_remove(struct json *object, const char *name);

struct json *json_parse(const char *text); /* NULL for what is none */
struct json *json_read(const char *path);  /* a file; NULL where it cannot be read */
int json_write(const char *path, const struct json *value); /* all of it, or nothing and -1 */

/* With four spaces for each level from a depth on, or on one line where that is -1. */
void json_print(FILE *out, const struct json *value, int depth);
char *json_line(const struct json *value);

#endif
