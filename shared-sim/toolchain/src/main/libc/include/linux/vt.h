#include <sys/vt.h>
