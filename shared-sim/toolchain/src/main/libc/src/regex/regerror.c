#include <regex.h>
#include <string.h>

size_t regerror(int error, const regex_t *restrict regex, char *restrict text, size_t size) {
  static const char *const texts[] = {
      "Success",
      "No match",
      "Invalid regular expression",
      "Invalid collation character",
      "Invalid character class name",
      "Trailing backslash",
      "Invalid back reference",
      "Unmatched [, [^, [:, [., or [=",
      "Unmatched ( or \\(",
      "Unmatched \\{",
      "Invalid content of \\{\\}",
      "Invalid range end",
      "Memory exhausted",
      "Invalid preceding regular expression",
  };
  int known = error >= 0 && error < (int)(sizeof texts / sizeof texts[0]);
  (void)regex;
  return strlcpy(text, known ? texts[error] : "Unknown error", size) + 1;
}
