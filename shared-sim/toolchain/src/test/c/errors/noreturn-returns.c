// expect: 3:10 warning return
_Noreturn void f(int n) {
  if (n) return;
  for (;;)
    ;
}
int main(void) { f(1); }
