/* Reads documents of YAML with the engine's reader; a 0x1e and the end of a line separate them.
   Prints each as JSON on a line, or what is wrong with it. */
#include <string.h>

#include "yaml.h"

int main(void) {
  char *all, *document, *next;
  all_read(0, &all);
  for (document = all; document; document = next) {
    struct json *value;
    failure failed;
    next = strstr(document, "\x1e\n");
    if (next) {
      *next = 0;
      next += 2;
    }
    value = yaml_read(document, &failed);
    puts(failed ? failed : json_line(value));
  }
  return 0;
}
