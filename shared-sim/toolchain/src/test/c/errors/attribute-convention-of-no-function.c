// expect: 3:20 warning stdcall functions ignored

int __attribute__((stdcall)) x = 1;

int main(void) { return x; }
