#include <stdio.h>

enum state { START, NUMBER, WORD, STRING, ESCAPE, DONE };

static int tokens(const char *s) {
  enum state state = START;
  int count = 0;
  for (;; s++) {
    switch (state) {
      case START:
        if (*s == 0) state = DONE;
        else if (*s >= '0' && *s <= '9') count++, state = NUMBER;
        else if (*s == '"') count++, state = STRING;
        else if (*s != ' ') count++, state = WORD;
        break;
      case NUMBER:
        if (*s < '0' || *s > '9') { state = START; s--; }
        break;
      case WORD:
        if (*s == ' ' || *s == 0) { state = START; s--; }
        break;
      case STRING:
        if (*s == '\\') state = ESCAPE;
        else if (*s == '"') state = START;
        else if (*s == 0) return -1;
        break;
      case ESCAPE:
        state = STRING;
        break;
      case DONE:
        return count;
    }
    if (state == DONE) return count;
  }
}

int main(void) {
  printf("%d %d %d %d %d\n", tokens("one 22 three"), tokens("12ab \"q \\\" x\" z"), tokens(""),
         tokens("\"open"), tokens("  7  "));
  return 0;
}
