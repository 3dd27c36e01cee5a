#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads JSON into a tree with positions of errors, looks into it by path, changes it and prints it
   in one line or indented. */

enum type { J_NULL, J_FALSE, J_TRUE, J_NUMBER, J_STRING, J_ARRAY, J_OBJECT };

struct json {
  enum type type;
  char *key;
  union {
    double number;
    char *text;
    struct json *first;
  };
  struct json *next;
};

struct reader {
  const char *text, *at;
  const char *problem;
  int depth;
};

static int live;

static struct json *make(enum type type) {
  struct json *j = calloc(1, sizeof *j);
  j->type = type;
  live++;
  return j;
}

static void discard(struct json *j) {
  while (j) {
    struct json *next = j->next;
    if (j->type == J_STRING) free(j->text);
    else if (j->type >= J_ARRAY) discard(j->first);
    free(j->key);
    free(j);
    live--;
    j = next;
  }
}

static void space(struct reader *r) { r->at += strspn(r->at, " \t\r\n"); }

static void *fail(struct reader *r, const char *why) {
  if (!r->problem) r->problem = why;
  return NULL;
}

static int hex4(const char *p) {
  int v = 0;
  for (int i = 0; i < 4; i++) {
    if (!isxdigit((unsigned char)p[i])) return -1;
    v = v * 16 + (isdigit((unsigned char)p[i]) ? p[i] - '0' : tolower(p[i]) - 'a' + 10);
  }
  return v;
}

static char *utf8(char *out, unsigned c) {
  if (c < 0x80) *out++ = (char)c;
  else if (c < 0x800) {
    *out++ = (char)(0xc0 | c >> 6);
    *out++ = (char)(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    *out++ = (char)(0xe0 | c >> 12);
    *out++ = (char)(0x80 | (c >> 6 & 0x3f));
    *out++ = (char)(0x80 | (c & 0x3f));
  } else {
    *out++ = (char)(0xf0 | c >> 18);
    *out++ = (char)(0x80 | (c >> 12 & 0x3f));
    *out++ = (char)(0x80 | (c >> 6 & 0x3f));
    *out++ = (char)(0x80 | (c & 0x3f));
  }
  return out;
}

static char *escape(struct reader *r, char *out) {
  static const char names[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
  char c = *r->at++;
  for (const char *p = names; *p; p += 2)
    if (c == *p) {
      *out++ = p[1];
      return out;
    }
  int v = c == 'u' ? hex4(r->at) : -1;
  if (v < 0) return fail(r, "bad escape");
  r->at += 4;
  unsigned code = (unsigned)v;
  if (v >= 0xd800 && v < 0xdc00 && r->at[0] == '\\' && r->at[1] == 'u') {
    int low = hex4(r->at + 2);
    if (low >= 0xdc00 && low < 0xe000) {
      code = 0x10000 + ((code - 0xd800) << 10) + ((unsigned)low - 0xdc00);
      r->at += 6;
    }
  }
  return utf8(out, code);
}

static char *string(struct reader *r) {
  if (*r->at != '"') return fail(r, "expected a string");
  char *result = malloc(strlen(r->at) + 1), *out = result;
  r->at++;
  while (*r->at != '"') {
    if ((unsigned char)*r->at < ' ') {
      free(result);
      return fail(r, *r->at ? "control character" : "string not closed");
    }
    if (*r->at != '\\') {
      *out++ = *r->at++;
      continue;
    }
    r->at++;
    if (!(out = escape(r, out))) {
      free(result);
      return NULL;
    }
  }
  r->at++;
  *out = 0;
  return result;
}

static struct json *value(struct reader *r);

static struct json *container(struct reader *r, enum type type, char end) {
  struct json *j = make(type), **last = &j->first;
  r->at++;
  if (++r->depth > 20) fail(r, "too deep");
  space(r);
  if (*r->at == end) r->at++;
  else
    for (;;) {
      char *key = NULL;
      space(r);
      if (type == J_OBJECT) {
        key = string(r);
        space(r);
        if (key && *r->at++ != ':') r->at--, fail(r, "expected :");
      }
      struct json *v = r->problem ? NULL : value(r);
      if (!v) {
        free(key);
        discard(j);
        return NULL;
      }
      v->key = key;
      *last = v;
      last = &v->next;
      space(r);
      if (*r->at == end) break;
      if (*r->at++ != ',') {
        r->at--;
        fail(r, type == J_OBJECT ? "expected , or }" : "expected , or ]");
        discard(j);
        return NULL;
      }
    }
  if (j->first) r->at++;
  r->depth--;
  return j;
}

static struct json *number(struct reader *r) {
  const char *p = r->at;
  double v = 0, scale = 1;
  int negative = *p == '-', exponent = 0, sign = 1;
  p += negative;
  if (!isdigit((unsigned char)*p)) return fail(r, "expected a value");
  if (*p == '0' && isdigit((unsigned char)p[1])) return fail(r, "leading zero");
  while (isdigit((unsigned char)*p)) v = v * 10 + (*p++ - '0');
  if (*p == '.')
    for (p++; isdigit((unsigned char)*p); p++) {
      v = v * 10 + (*p - '0');
      scale *= 10;
    }
  if (*p == 'e' || *p == 'E') {
    p++;
    if (*p == '-' || *p == '+') sign = *p++ == '-' ? -1 : 1;
    while (isdigit((unsigned char)*p)) exponent = exponent * 10 + (*p++ - '0');
  }
  for (; exponent > 0; exponent--)
    if (sign > 0) v *= 10;
    else scale *= 10;
  struct json *j = make(J_NUMBER);
  j->number = (negative ? -v : v) / scale;
  r->at = p;
  return j;
}

static struct json *value(struct reader *r) {
  static const char *const words[] = {"null", "false", "true"};
  space(r);
  switch (*r->at) {
    case '{': return container(r, J_OBJECT, '}');
    case '[': return container(r, J_ARRAY, ']');
    case '"': {
      char *s = string(r);
      if (!s) return NULL;
      struct json *j = make(J_STRING);
      j->text = s;
      return j;
    }
  }
  for (int i = J_NULL; i <= J_TRUE; i++)
    if (!strncmp(r->at, words[i], strlen(words[i]))) {
      r->at += strlen(words[i]);
      return make((enum type)i);
    }
  return number(r);
}

static struct json *parse(const char *text, struct reader *r) {
  *r = (struct reader){text, text, NULL, 0};
  struct json *j = value(r);
  space(r);
  if (j && *r->at) {
    fail(r, "text after the value");
    discard(j);
    return NULL;
  }
  return j;
}

static void quote(const char *s) {
  putchar('"');
  for (; *s; s++) {
    switch (*s) {
      case '"': printf("\\\""); break;
      case '\\': printf("\\\\"); break;
      case '\n': printf("\\n"); break;
      case '\t': printf("\\t"); break;
      case 1 ... 8: case 11 ... 31: printf("\\u%04x", *s); break;
      default: putchar(*s);
    }
  }
  putchar('"');
}

static void line(int indent) {
  putchar('\n');
  while (indent--) printf("  ");
}

static void print(const struct json *j, int indent) {
  switch (j->type) {
    case J_NULL: printf("null"); return;
    case J_FALSE: printf("false"); return;
    case J_TRUE: printf("true"); return;
    case J_NUMBER: printf("%.10g", j->number); return;
    case J_STRING: quote(j->text); return;
    case J_ARRAY: case J_OBJECT: break;
  }
  putchar(j->type == J_ARRAY ? '[' : '{');
  int inner = indent < 0 ? -1 : indent + 1;
  for (const struct json *e = j->first; e; e = e->next) {
    if (inner >= 0) line(inner);
    if (e->key) {
      quote(e->key);
      printf(inner >= 0 ? ": " : ":");
    }
    print(e, inner);
    if (e->next) putchar(',');
  }
  if (indent >= 0 && j->first) line(indent);
  putchar(j->type == J_ARRAY ? ']' : '}');
}

static struct json *look(struct json *j, const char *path) {
  while (j && *path) {
    size_t n = strcspn(path, "/");
    struct json *e = j->type >= J_ARRAY ? j->first : NULL;
    for (int i = 0; e; e = e->next, i++)
      if (e->key ? strlen(e->key) == n && !strncmp(e->key, path, n) : i == atoi(path)) break;
    j = e;
    path += n + (path[n] == '/');
  }
  return j;
}

static double total(const struct json *j) {
  if (j->type == J_NUMBER) return j->number;
  double t = 0;
  if (j->type >= J_ARRAY)
    for (const struct json *e = j->first; e; e = e->next) t += total(e);
  return t;
}

int main(void) {
  static const char *const good[] = {
      "null", " [ ] ", "{}", "[1, -2.5, 3e2, 25e-2, 0]", "\"tab\\tquote\\\" \\u00e9\\u20ac\\ud83d\\ude00\"",
      "{\"a\":[true,false,{\"b\":null}],\"c\":\"\\u0001\"}", "[[[[]]],{\"x\":{\"y\":{}}}]"};
  static const char *const bad[] = {"", "[1, 2", "[1 2]", "{\"a\" 1}", "{a:1}", "01", "\"open", "\"\\q\"", "nul", "[1,]", "{} x",
                                    "[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]", "\"new\nline\"", "-"};
  struct reader r;
  for (unsigned i = 0; i < sizeof good / sizeof *good; i++) {
    struct json *j = parse(good[i], &r);
    print(j, -1);
    putchar('\n');
    discard(j);
  }
  for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
    struct json *j = parse(bad[i], &r);
    printf("%s at %d\n", j ? "accepted" : r.problem, (int)(r.at - r.text));
    discard(j);
  }
  struct json *j = parse("{\"name\":\"machine\",\"cpu\":{\"rings\":[0,1,2,3],\"mhz\":66.5},"
                         "\"disks\":[{\"size\":1.44},{\"size\":504,\"boot\":true}],\"notes\":[]}", &r);
  print(j, 0);
  printf("\n%g %s %d %d\n", look(j, "cpu/rings/2")->number, look(j, "name")->text, look(j, "disks/1/boot")->type,
         look(j, "disks/7/boot") == NULL);
  struct json *size = look(j, "disks/0/size");
  size->number *= 2;
  struct json *extra = make(J_TRUE);
  extra->key = strcpy(malloc(6), "extra");
  extra->next = look(j, "cpu")->first;
  look(j, "cpu")->first = extra;
  print(look(j, "cpu"), -1);
  printf("\ntotal %.2f\n", total(j));
  discard(j);
  printf("%d live\n", live);
  return live;
}
