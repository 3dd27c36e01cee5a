#include <string.h>

char *index(const char *string, int c) { return strchr(string, c); }

char *rindex(const char *string, int c) { return strrchr(string, c); }
