// expect: 3:32 error fastcall regparm

int __attribute__((regparm(2), fastcall)) f(int a);

int main(void) { return f(1); }
