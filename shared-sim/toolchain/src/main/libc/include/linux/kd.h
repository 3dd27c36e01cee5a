#include <sys/kd.h>
