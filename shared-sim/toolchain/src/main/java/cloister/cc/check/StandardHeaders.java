package cloister.cc.check;

import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.TreeMap;

/** Which header declares a name that many programs use, for those who forget to include it. */
final class StandardHeaders {
  private static final String TABLE =
      """
      stdio.h: FILE EOF stdin stdout stderr BUFSIZ SEEK_SET SEEK_CUR SEEK_END printf fprintf
          sprintf snprintf vprintf vfprintf vsnprintf scanf fscanf sscanf puts putchar putc fputs
          fputc getchar getc gets fgets fgetc fopen fclose fread fwrite fseek ftell rewind fflush
          feof ferror perror remove rename getline fileno fdopen popen pclose ungetc
      stdlib.h: malloc calloc realloc free exit abort atexit atoi atol atoll atof strtol strtoul
          strtoll strtoull strtod rand srand RAND_MAX abs labs qsort bsearch getenv setenv system
          EXIT_SUCCESS EXIT_FAILURE
      string.h: strlen strcpy strncpy strcat strncat strcmp strncmp strchr strrchr strstr strdup
          strndup strtok strtok_r strerror strspn strcspn strpbrk memcpy memmove memset memcmp
          memchr
      strings.h: strcasecmp strncasecmp bzero
      stddef.h: NULL size_t ptrdiff_t offsetof
      stdbool.h: bool true false
      stdint.h: int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t
          uintptr_t INT8_MAX INT16_MAX INT32_MAX INT64_MAX UINT8_MAX UINT16_MAX UINT32_MAX
          UINT64_MAX SIZE_MAX
      limits.h: CHAR_BIT INT_MAX INT_MIN UINT_MAX LONG_MAX LONG_MIN ULONG_MAX LLONG_MAX LLONG_MIN
          ULLONG_MAX CHAR_MAX SHRT_MAX PATH_MAX
      float.h: DBL_MAX DBL_MIN DBL_EPSILON FLT_MAX FLT_EPSILON
      ctype.h: isalpha isdigit isalnum isspace isupper islower isprint ispunct isxdigit toupper
          tolower
      math.h: sqrt pow sin cos tan atan atan2 exp log log10 floor ceil round fabs fmod M_PI
          INFINITY NAN HUGE_VAL
      assert.h: assert
      errno.h: errno EINTR EAGAIN EINVAL ENOENT ENOMEM EEXIST EACCES ERANGE
      time.h: time clock localtime gmtime strftime mktime difftime clock_gettime nanosleep
          CLOCKS_PER_SEC CLOCK_MONOTONIC
      signal.h: signal raise kill sigaction SIGINT SIGTERM SIGKILL SIGSEGV SIGCHLD SIGALRM
      setjmp.h: setjmp longjmp
      stdarg.h: va_start va_arg va_end va_copy
      unistd.h: read write close lseek fork execv execve execvp execl execlp pipe dup dup2 getpid
          getppid sleep usleep unlink access chdir getcwd isatty alarm pause _exit getopt
          STDIN_FILENO STDOUT_FILENO STDERR_FILENO
      fcntl.h: open creat fcntl O_RDONLY O_WRONLY O_RDWR O_CREAT O_TRUNC O_APPEND O_NONBLOCK
      sys/stat.h: stat fstat lstat mkdir chmod umask
      sys/wait.h: wait waitpid WEXITSTATUS WIFEXITED WNOHANG
      sys/mman.h: mmap munmap mprotect PROT_READ PROT_WRITE MAP_PRIVATE MAP_ANONYMOUS MAP_FAILED
      sys/socket.h: socket bind listen accept connect send recv AF_INET AF_UNIX SOCK_STREAM
      """;

  private static final Map<String, String> HEADERS = read();

  private StandardHeaders() {}

  /** The directive that a program needs for a name. */
  static Optional<String> of(String name) {
    return Optional.ofNullable(HEADERS.get(name));
  }

  private static Map<String, String> read() {
    Map<String, String> headers = new TreeMap<>();
    String include = "";
    StringTokenizer words = new StringTokenizer(TABLE);
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      if (word.endsWith(":")) {
        include = "#include <" + word.substring(0, word.length() - 1) + ">";
      } else {
        headers.put(word, include);
      }
    }
    return headers;
  }
}
