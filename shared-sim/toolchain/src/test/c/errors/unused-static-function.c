// expect: 2:12 warning idle
static int idle(void) { return 1; }
int main(void) { return 0; }
