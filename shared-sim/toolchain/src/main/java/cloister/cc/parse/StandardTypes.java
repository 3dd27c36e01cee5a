package cloister.cc.parse;

import java.util.Optional;

/** Which header declares a type that many programs expect to be there (C11 7). */
final class StandardTypes {
  private StandardTypes() {}

  static Optional<String> headerOf(String type) {
    return Optional.ofNullable(
        switch (type) {
          case "bool" -> "<stdbool.h>";
          case "size_t", "ptrdiff_t", "wchar_t" -> "<stddef.h>";
          case "int8_t",
              "int16_t",
              "int32_t",
              "int64_t",
              "uint8_t",
              "uint16_t",
              "uint32_t",
              "uint64_t",
              "intptr_t",
              "uintptr_t",
              "intmax_t",
              "uintmax_t" ->
              "<stdint.h>";
          case "FILE" -> "<stdio.h>";
          case "va_list" -> "<stdarg.h>";
          case "time_t", "clock_t" -> "<time.h>";
          case "jmp_buf" -> "<setjmp.h>";
          case "sigset_t", "sig_atomic_t" -> "<signal.h>";
          case "pid_t", "off_t", "ssize_t", "mode_t", "uid_t", "gid_t" -> "<sys/types.h>";
          case "socklen_t" -> "<sys/socket.h>";
          case "DIR" -> "<dirent.h>";
          default -> null;
        });
  }
}
