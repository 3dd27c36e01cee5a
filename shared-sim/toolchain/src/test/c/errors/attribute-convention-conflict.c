// expect: 3:27 error stdcall cdecl

int __attribute__((cdecl, stdcall)) f(int a);

int main(void) { return f(1); }
