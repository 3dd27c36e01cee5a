// expect: 2:32 warning v int *
int count(int v[10]) { return (sizeof v) / sizeof v[0]; }
