/* curl(1): one request by HTTP, over TCP or to a socket of UNIX's, and its answer. */
#include <arpa/inet.h>
#include <ctype.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
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
enum {
  PROTOCOL = 1,
  USAGE = 2,
  MALFORMED = 3,
  NO_HOST = 6,
  NO_CONNECTION = 7,
  STRANGE = 8,
  NO_WRITE = 23,
  PARTIAL = 18,
  STATUS = 22,
  EMPTY = 52,
  RECEIVE = 56,
  TOO_LARGE = 100
};

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

static int answered; /* the status of the answer, or 0 */

static void write_out(int status);

static void failed(int status, const char *format, const char *what) {
  if (!asked.silent || asked.shows_error) {
    fflush(stdout);
    fprintf(stderr, "curl: (%d) ", status);
    fprintf(stderr, format, what);
    fputc('\n', stderr);
  }
  write_out(answered);
  exit(status);
}

static void bad_usage(const char *format, const char *what) {
  fprintf(stderr, format, what);
  fprintf(stderr, "\ncurl: try 'curl --help' for more information\n");
  exit(USAGE);
}

/* What -d sends: what several of them say stands with "&" between. */
static void add_data(const char *text) {
  char *all;
  size_t size;
  if (*text == '@') {
    bad_usage("curl: -d takes no file here: %s", text);
  }
  size = strlen(text) + (asked.data ? strlen(asked.data) + 1 : 0) + 1;
  all = reallocate(NULL, size);
  snprintf(all, size, "%s%s%s", asked.data ? asked.data : "", asked.data ? "&" : "", text);
  asked.data = all;
}

static void take_options(int count, char **arguments) {
  static const struct option names[] = {{"data", 1, 0, 'd'},        {"fail", 0, 0, 'f'},
                                        {"head", 0, 0, 'I'},        {"header", 1, 0, 'H'},
                                        {"include", 0, 0, 'i'},     {"output", 1, 0, 'o'},
                                        {"request", 1, 0, 'X'},     {"remote-name", 0, 0, 'O'},
                                        {"show-error", 0, 0, 'S'},  {"silent", 0, 0, 's'},
                                        {"unix-socket", 1, 0, 'u'}, {"verbose", 0, 0, 'v'},
                                        {"write-out", 1, 0, 'w'},   {0, 0, 0, 0}};
  int option;
  memset(&asked, 0, sizeof asked);
  opterr = 0;
  while ((option = getopt_long(count, arguments, "d:fH:iIo:OsSvw:X:", names, NULL)) >= 0) {
    switch (option) {
      case 'd':
        add_data(optarg);
        break;
      case 'f':
        asked.fails = 1;
        break;
      case 'H':
        if (asked.header_count == MOST_HEADERS) {
          bad_usage("curl: more than %s headers", "32");
        }
        asked.headers[asked.header_count++] = optarg;
        break;
      case 'i':
        asked.include = 1;
        break;
      case 'I':
        asked.head = asked.include = 1;
        break;
      case 'o':
        asked.output = optarg;
        break;
      case 'O':
        asked.own_name = 1;
        break;
      case 's':
        asked.silent = 1;
        break;
      case 'S':
        asked.shows_error = 1;
        break;
      case 'u':
        asked.socket = optarg;
        break;
      case 'v':
        asked.verbose = 1;
        break;
      case 'w':
        asked.format = optarg;
        break;
      case 'X':
        asked.method = optarg;
        break;
      default:
        bad_usage("curl: option %s: is unknown", arguments[optind - 1]);
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
  scheme = scheme && strcspn(text, "/?#") == (size_t)(scheme + 1 - text) ? scheme : NULL;
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
    failed(MALFORMED, "URL rejected: %s",
           length ? "the host is too long" : "No host part in the URL");
  }
  snprintf(url.host, sizeof url.host, "%.*s", (int)length, text);
  if (strcspn(text + length, "#") + 2 > sizeof url.path) {
    failed(MALFORMED, "URL rejected: %s", "it is longer than this program takes");
  }
  snprintf(url.path, sizeof url.path, "%s%.*s", text[length] == '/' ? "" : "/",
           (int)strcspn(text + length, "#"), text + length);
  colon = strchr(url.host, ':');
  url.port = 80;
  if (colon) {
    char *end;
    long port = strtol(colon + 1, &end, 10);
    if (*end || end == colon + 1 || port < 0 || port > 65535) {
      failed(MALFORMED, "URL rejected: %s",
             "Port number was not a decimal number between 0 and 65535");
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
    char *end;
    long length = strtol(line, &end, 16);
    if (!isxdigit((unsigned char)*line) || length < 0 || length == LONG_MAX) {
      failed(RECEIVE, "chunk hex-length char not a hex digit: %s",
             isxdigit((unsigned char)*line) ? "too long" : "none");
    }
    if (!length) {
      return 1;
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
    char *path = reallocate(NULL, strlen(url.path) + 1);
    strcpy(path, url.path);
    path[strcspn(path, "?")] = 0;
    asked.output = last_name(path);
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

/* A line of the head; 0 at its end. */
static int next_line(FILE *in, char *line) {
  if (!fgets(line, LINE, in)) {
    return 0;
  }
  if (!strchr(line, '\n') && strlen(line) == LINE - 1) {
    failed(TOO_LARGE, "Too large response headers%s", "");
  }
  return 1;
}

/* The number behind "Content-Length:". */
static long length_of(const char *text) {
  char *end;
  long length;
  text += strspn(text, " \t");
  length = strtol(text, &end, 10);
  if (!isdigit((unsigned char)*text) || end[strspn(end, " \t\r\n")] || length == LONG_MAX) {
    failed(STRANGE, "Invalid Content-Length: value%s", "");
  }
  return length;
}

static int is_chunked(const char *line) {
  const char *value = line + 18;
  if (strncasecmp(line, "Transfer-Encoding:", 18) != 0) {
    return 0;
  }
  value += strspn(value, " \t");
  return strncasecmp(value, "chunked", 7) == 0 && !value[7 + strspn(value + 7, " \t\r\n")];
}

static int take_answer(FILE *in) {
  char line[LINE];
  int status = 0, chunks = 0, whole;
  long length = -1;
  FILE *out;
  if (!next_line(in, line)) {
    failed(EMPTY, "Empty reply from %s", "server");
  }
  if (sscanf(line, "HTTP/%*s %d", &status) != 1) {
    failed(PROTOCOL, "Received HTTP/0.9 when not allowed%s", "");
  }
  answered = status;
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
      length = length_of(line + 15);
    }
    chunks |= is_chunked(line);
  } while (*line != '\r' && *line != '\n' && next_line(in, line));
  if (asked.head || status == 204 || status == 304) {
    length = chunks = 0;
  }
  whole = chunks ? pass_chunks(in, out) : pass_on(in, out, length);
  if (fflush(out) != 0 || (out != stdout && fclose(out) != 0)) {
    failed(NO_WRITE, "Failure writing output to %s", asked.output ? asked.output : "destination");
  }
  if (!whole) {
    failed(PARTIAL, "transfer closed with bytes remaining to read%s", "");
  }
  write_out(status);
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
