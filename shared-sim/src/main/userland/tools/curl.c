/* curl(1): one request by HTTP, over TCP or to a socket of UNIX's, and its answer. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "programs.h"
#include "resolve.h"

/* What curl ends with (its manual page, EXIT CODES). */
enum { PROTOCOL = 1, USAGE = 2, MALFORMED = 3, NO_HOST = 6, NO_CONNECTION = 7, NO_WRITE = 23,
       PARTIAL = 18, STATUS = 22, EMPTY = 52 };

enum { LINE = 8192, MOST_HEADERS = 32 };

static struct {
  const char *method, *data, *output, *socket, *format;
  const char *headers[MOST_HEADERS];
  int header_count, silent, shows_error, fails, include, head, verbose, own_name;
} asked;

static struct {
  char host[256], path[2048];
  int port;
} url;

static void failed(int status, const char *format, const char *what) {
  if (!asked.silent || asked.shows_error) {
    fflush(stdout);
    fprintf(stderr, "curl: (%d) ", status);
    fprintf(stderr, format, what);
    fputc('\n', stderr);
  }
  exit(status);
}

static void bad_usage(const char *format, const char *what) {
  fprintf(stderr, format, what);
  fprintf(stderr, "\ncurl: try 'curl --help' for more information\n");
  exit(USAGE);
}

static void take_options(int count, char **arguments) {
  static const struct option names[] = {
      {"data", 1, 0, 'd'},    {"fail", 0, 0, 'f'},        {"head", 0, 0, 'I'},
      {"header", 1, 0, 'H'},  {"include", 0, 0, 'i'},     {"output", 1, 0, 'o'},
      {"request", 1, 0, 'X'}, {"remote-name", 0, 0, 'O'}, {"show-error", 0, 0, 'S'},
      {"silent", 0, 0, 's'},  {"unix-socket", 1, 0, 'u'}, {"verbose", 0, 0, 'v'},
      {"write-out", 1, 0, 'w'}, {0, 0, 0, 0}};
  int option;
  memset(&asked, 0, sizeof asked);
  opterr = 0;
  while ((option = getopt_long(count, arguments, "d:fH:iIo:OsSvw:X:", names, NULL)) >= 0) {
    switch (option) {
      case 'd': asked.data = optarg; break;
      case 'f': asked.fails = 1; break;
      case 'H':
        if (asked.header_count == MOST_HEADERS) {
          bad_usage("curl: more than %s headers", "32");
        }
        asked.headers[asked.header_count++] = optarg;
        break;
      case 'i': asked.include = 1; break;
      case 'I': asked.head = asked.include = 1; break;
      case 'o': asked.output = optarg; break;
      case 'O': asked.own_name = 1; break;
      case 's': asked.silent = 1; break;
      case 'S': asked.shows_error = 1; break;
      case 'u': asked.socket = optarg; break;
      case 'v': asked.verbose = 1; break;
      case 'w': asked.format = optarg; break;
      case 'X': asked.method = optarg; break;
      default: bad_usage("curl: option %s: is unknown", arguments[optind - 1]);
    }
  }
  if (optind >= count) {
    bad_usage("curl: (2) no URL specified%s", "");
  }
  if (optind + 1 < count) {
    bad_usage("curl: one address at a time, and no second one: %s", arguments[optind + 1]);
  }
  if (!asked.method) {
    asked.method = asked.head ? "HEAD" : asked.data ? "POST" : "GET";
  }
}

static void split(const char *text) {
  const char *scheme = strstr(text, "://");
  char *colon;
  size_t length;
  if (scheme && strncasecmp(text, "http://", 7) != 0) {
    char name[32];
    snprintf(name, sizeof name, "%.*s", (int)(scheme - text), text);
    failed(PROTOCOL, "Protocol \"%s\" not supported", name);
  }
  text = scheme ? scheme + 3 : text;
  length = strcspn(text, "/?#");
  if (!length || length >= sizeof url.host) {
    failed(MALFORMED, "URL rejected: %s", length ? "the host is too long" : "No host part in the URL");
  }
  snprintf(url.host, sizeof url.host, "%.*s", (int)length, text);
  snprintf(url.path, sizeof url.path, "%s%.*s", text[length] == '/' ? "" : "/",
           (int)strcspn(text + length, "#"), text + length);
  colon = strchr(url.host, ':');
  url.port = 80;
  if (colon) {
    char *end;
    long port = strtol(colon + 1, &end, 10);
    if (*end || end == colon + 1 || port < 0 || port > 65535) {
      failed(MALFORMED, "URL rejected: %s", "Port number was not a decimal number between 0 and 65535");
    }
    url.port = (int)port;
    *colon = 0;
  }
}

static int connected(void) {
  char where[400];
  if (asked.socket) {
    struct sockaddr_un address;
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    snprintf(address.sun_path, sizeof address.sun_path, "%s", asked.socket);
    if (connect(file, (struct sockaddr *)&address, sizeof address) == 0) {
      return file;
    }
    failed(NO_CONNECTION, "Failed to connect to %s port 80 after 0 ms: Could not connect to server",
           url.host);
  }
  struct sockaddr_in address;
  int file = socket(AF_INET, SOCK_STREAM, 0);
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(url.port);
  if (!find_host(url.host, &address.sin_addr)) {
    failed(NO_HOST, "Could not resolve host: %s", url.host);
  }
  if (connect(file, (struct sockaddr *)&address, sizeof address) < 0) {
    snprintf(where, sizeof where, "%s port %d", url.host, url.port);
    failed(NO_CONNECTION, "Failed to connect to %s after 0 ms: Could not connect to server", where);
  }
  return file;
}

static int is_given(const char *name) {
  size_t length = strlen(name);
  int i;
  for (i = 0; i < asked.header_count; i++) {
    if (strncasecmp(asked.headers[i], name, length) == 0 && asked.headers[i][length] == ':') {
      return 1;
    }
  }
  return 0;
}

/* A line of the request; with -v it is shown as it goes out. */
static void send_line(FILE *out, const char *name, const char *value) {
  fprintf(out, "%s%s\r\n", name, value);
  if (asked.verbose) {
    fprintf(stderr, "> %s%s\n", name, value);
  }
}

static void request(FILE *out) {
  char text[LINE];
  int i;
  snprintf(text, sizeof text, "%s %s HTTP/1.1", asked.method, url.path);
  send_line(out, "", text);
  snprintf(text, sizeof text, url.port == 80 ? "%s" : "%s:%d", url.host, url.port);
  if (!is_given("Host")) {
    send_line(out, "Host: ", text);
  }
  if (!is_given("User-Agent")) {
    send_line(out, "User-Agent: ", "curl");
  }
  if (!is_given("Accept")) {
    send_line(out, "Accept: ", "*/*");
  }
  for (i = 0; i < asked.header_count; i++) {
    send_line(out, "", asked.headers[i]);
  }
  if (asked.data) {
    snprintf(text, sizeof text, "%u", (unsigned)strlen(asked.data));
    send_line(out, "Content-Length: ", text);
    if (!is_given("Content-Type")) {
      send_line(out, "Content-Type: ", "application/x-www-form-urlencoded");
    }
  }
  send_line(out, "", "");
  fprintf(out, "%s", asked.data ? asked.data : "");
  fflush(out);
}

/* So many bytes, or with -1 all that come; whether they came. */
static int pass_on(FILE *in, FILE *out, long count) {
  char bytes[4096];
  while (count != 0) {
    size_t wanted = count < 0 || count > (long)sizeof bytes ? sizeof bytes : (size_t)count;
    size_t got = fread(bytes, 1, wanted, in);
    if (!got) {
      return count < 0;
    }
    if (fwrite(bytes, 1, got, out) != got) {
      failed(NO_WRITE, "Failure writing output to %s", asked.output ? asked.output : "destination");
    }
    count -= count < 0 ? 0 : (long)got;
  }
  return 1;
}

/* RFC 9112, 7.1. */
static int pass_chunks(FILE *in, FILE *out) {
  char line[LINE];
  while (fgets(line, sizeof line, in)) {
    long length = strtol(line, NULL, 16);
    if (length <= 0) {
      return length == 0;
    }
    if (!pass_on(in, out, length) || !fgets(line, sizeof line, in)) {
      return 0;
    }
  }
  return 0;
}

static FILE *output(void) {
  FILE *out;
  if (asked.own_name) {
    asked.output = last_name(url.path);
    if (!*asked.output) {
      failed(NO_WRITE, "Remote file name has no length%s", "");
    }
  }
  if (!asked.output || strcmp(asked.output, "-") == 0) {
    return stdout;
  }
  out = fopen(asked.output, "w");
  if (!out) {
    failed(NO_WRITE, "Failed to open the file %s", asked.output);
  }
  return out;
}

/* The one name that -w knows, and \n. */
static void write_out(int status) {
  const char *at;
  for (at = asked.format ? asked.format : ""; *at; at++) {
    if (strncmp(at, "%{http_code}", 12) == 0) {
      printf("%03d", status);
      at += 11;
    } else if (at[0] == '\\' && at[1] == 'n') {
      putchar('\n');
      at++;
    } else {
      putchar(*at);
    }
  }
}

static int take_answer(FILE *in) {
  char line[LINE];
  int status = 0, chunks = 0, whole;
  long length = -1;
  FILE *out;
  if (!fgets(line, sizeof line, in)) {
    failed(EMPTY, "Empty reply from %s", "server");
  }
  sscanf(line, "HTTP/%*s %d", &status);
  if (asked.fails && status >= 400) {
    char number[16];
    snprintf(number, sizeof number, "%d", status);
    failed(STATUS, "The requested URL returned error: %s", number);
  }
  out = output();
  do {
    if (asked.include) {
      fputs(line, out);
    }
    if (asked.verbose) {
      fprintf(stderr, "< %.*s\n", (int)strcspn(line, "\r\n"), line);
    }
    if (strncasecmp(line, "Content-Length:", 15) == 0) {
      length = atol(line + 15);
    }
    chunks |= strncasecmp(line, "Transfer-Encoding: chunked", 26) == 0;
  } while (*line != '\r' && *line != '\n' && fgets(line, sizeof line, in));
  if (asked.head || status == 204 || status == 304) {
    length = chunks = 0;
  }
  whole = chunks ? pass_chunks(in, out) : pass_on(in, out, length);
  if (fflush(out) != 0 || (out != stdout && fclose(out) != 0)) {
    failed(NO_WRITE, "Failure writing output to %s", asked.output ? asked.output : "destination");
  }
  write_out(status);
  if (!whole) {
    failed(PARTIAL, "transfer closed with bytes remaining to read%s", "");
  }
  return 0;
}

int curl_main(int count, char **arguments) {
  int file;
  take_options(count, arguments);
  split(arguments[optind]);
  file = connected();
  request(fdopen(dup(file), "w"));
  return take_answer(fdopen(file, "r"));
}
