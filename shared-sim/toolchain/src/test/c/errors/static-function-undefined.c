// expect: 2:12 warning never_written
static int never_written(void);
int main(void) { return never_written(); }
